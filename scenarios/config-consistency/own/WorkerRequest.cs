namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>A request of the worker that the user has named; "{value}" in it stands for what a check writes.</summary>
internal sealed record WorkerRequest
{
    public string Method { get; init; } = "POST";

    /// <summary>Relative to the worker.</summary>
    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>();

    public string Body { get; init; } = "";

    public WorkerRequest With(string value) =>
        this with
        {
            Path = WrittenValue.In(Path, value),
            Headers = Headers.ToDictionary(
                one => one.Key,
                one => WrittenValue.In(one.Value, value)
            ),
            Body = WrittenValue.In(Body, value),
        };

    public override string ToString() => $"{Method} {Path}";
}
