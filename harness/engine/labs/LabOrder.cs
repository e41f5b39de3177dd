using System.Text.Encodings.Web;
using System.Text.Json;
using Verify.Engine.Runs;

namespace Verify.Engine.Labs;

/// <summary>What the process in a lab is to do, with its secrets: told through the life line, kept in no file.</summary>
public sealed record LabOrder(RunRequest Request, IReadOnlyList<string> Secrets)
{
    // A pipe has no encoding of its own: what is ASCII arrives.
    private static readonly JsonSerializerOptions Options = new(DiskJson.Options)
    {
        Encoder = JavaScriptEncoder.Default,
    };

    internal string Line => JsonSerializer.Serialize(this, Options);

    /// <summary>The first word on the life line; to be taken before the line is watched.</summary>
    /// <exception cref="CannotRun">Whoever started the lab has gone.</exception>
    public static LabOrder Take() =>
        Console.In.ReadLine() is { } line
            ? JsonSerializer.Deserialize<LabOrder>(line, Options)!
            : throw new CannotRun("The parent process exited before sending the run request.");
}
