using Verify.Engine;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>A configuration file that the scenario changes, edit by edit, and puts back.</summary>
internal sealed class ConfigFile(string path, string baseline)
{
    public string Path => path;

    /// <summary>What was there before the first edit.</summary>
    public string Before => baseline;

    public string Now => File.ReadAllText(path);

    public void WriteBaseline()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, baseline);
    }

    public Change Edit(ConfigEdit edit)
    {
        string? original = null;
        return new(
            $"{edit.Variant.Word()}: {edit.Title}",
            $"edit {path}: {edit.Title}  # {edit.Reason}",
            $"put back {path} as it was before {edit.Id}",
            async step =>
            {
                original = Now;
                await ReplaceAsync(edit.Apply(original), step.Ct);
                step.Saw($"sha256 {Epoch(original)} became {Epoch(Now)}");
            },
            ct => original is null ? Task.CompletedTask : ReplaceAsync(original, ct)
        )
        {
            Fingerprint = () => $"sha256 {Fixtures.Epoch.Of(Now)}",
        };
    }

    // By way of another name: nobody ever reads half a configuration.
    private async Task ReplaceAsync(string text, CancellationToken ct)
    {
        var next = path + ".next";
        await File.WriteAllTextAsync(next, text, ct);
        File.Move(next, path, overwrite: true);
    }

    private static string Epoch(string text) => Fixtures.Epoch.Of(text)[..12];
}
