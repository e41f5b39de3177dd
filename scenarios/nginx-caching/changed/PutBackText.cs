using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Puts a configuration of the run's own back as it was.</summary>
public sealed record PutBackText(string Path, string Text) : RecoveryAct
{
    // By way of another name: nobody ever reads half a configuration.
    internal static async Task ReplaceAsync(string path, string text, CancellationToken ct)
    {
        var next = path + ".next";
        await File.WriteAllTextAsync(next, text, ct);
        File.Move(next, path, overwrite: true);
    }

    public override Task DoAsync(CancellationToken ct) => ReplaceAsync(Path, Text, ct);

    public override string ToString() => $"put back {Path}";
}
