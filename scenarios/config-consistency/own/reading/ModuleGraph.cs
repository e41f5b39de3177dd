using System.Text.RegularExpressions;
using Verify.Fixtures.Workerd.Given;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>A worker's main module and all that it imports, read as they are.</summary>
internal static partial class ModuleGraph
{
    private const string Bundle =
        "Bundle it (npx wrangler deploy --dry-run --outdir dist) and let main name what comes out.";

    // Wrangler's own rules, beside JavaScript.
    private static readonly Dictionary<string, string> Types = new()
    {
        [".js"] = "ESModule",
        [".mjs"] = "ESModule",
        [".cjs"] = "CommonJS",
        [".txt"] = "Text",
        [".html"] = "Text",
        [".sql"] = "Text",
        [".bin"] = "Data",
        [".wasm"] = "CompiledWasm",
    };

    /// <returns>Each with its file, the main one first.</returns>
    /// <exception cref="UsageError">One is missing, is a package, or has to be built first.</exception>
    public static IReadOnlyList<(string File, GivenModule Module)> Of(string main)
    {
        var root = Path.GetDirectoryName(main)!;
        var read = new Dictionary<string, GivenModule>();
        var next = new Queue<string>([main]);
        while (next.TryDequeue(out var file))
        {
            if (read.ContainsKey(file))
                continue;
            var reading = Reading.Of(file);
            read[file] = Module(root, file);
            if (read[file].Type is "ESModule" or "CommonJS")
                foreach (var imported in Imports(reading, root))
                    next.Enqueue(imported);
        }
        return [.. read.Select(one => (one.Key, one.Value))];
    }

    private static GivenModule Module(string root, string file) =>
        Types.TryGetValue(Path.GetExtension(file), out var type)
            ? new(
                Path.GetRelativePath(root, file),
                type,
                Convert.ToBase64String(File.ReadAllBytes(file))
            )
            : throw new UsageError(
                $"{file} is no module that workerd runs as it is; it runs {string.Join(", ", Types.Keys)}. {Bundle}"
            );

    private static IEnumerable<string> Imports(Reading reading, string root)
    {
        foreach (Match match in Imported().Matches(reading.Text))
        {
            var name = match.Groups[1].Value;
            if (
                name.StartsWith("cloudflare:", StringComparison.Ordinal)
                || name.StartsWith("node:", StringComparison.Ordinal)
            )
                continue;
            if (!name.StartsWith('.'))
                throw reading.Refuse(
                    match.Value,
                    $"it imports '{name}', a package: workerd finds none. {Bundle}"
                );
            var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(reading.File)!, name));
            if (!file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw reading.Refuse(
                    match.Value,
                    $"it imports '{name}', which is outside of the main module's folder {root}. {Bundle}"
                );
            yield return File.Exists(file)
                ? file
                : throw reading.Refuse(
                    match.Value,
                    $"it imports '{name}', and there is no {file}. Name the file with its ending. {Bundle}"
                );
        }
    }

    // At the beginning of a line, so that a comment or a text is none; import("...") anywhere.
    [GeneratedRegex(
        """(?:^[ \t]*(?:import\s*|(?:import|export)\b[^"';=()]*?\bfrom\s*)|\bimport\(\s*)["']([^"'\n]+)["']""",
        RegexOptions.Multiline
    )]
    private static partial Regex Imported();
}
