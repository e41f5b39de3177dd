using System.Text.Json;

namespace Verify.Engine.Record;

/// <summary>How events become lines of run.jsonl and come back.</summary>
public static class RecordJson
{
    public static string Line(RunEvent happened) =>
        JsonSerializer.Serialize(happened, DiskJson.Options);

    public static RunEvent? Parse(string line) =>
        JsonSerializer.Deserialize<RunEvent>(line, DiskJson.Options);
}
