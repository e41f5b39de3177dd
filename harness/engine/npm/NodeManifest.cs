using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Verify.Engine.Runs;

namespace Verify.Engine.Npm;

/// <summary>What a folder's package.json and package-lock.json ask for.</summary>
/// <param name="OldestNode">From <c>"engines": { "node": ">=20" }</c>.</param>
/// <param name="OwnNode">The package that brings a Node of its own for this machine, or null.</param>
/// <param name="Lock">The sha256 of the lock file: it stands for all that will be installed.</param>
internal sealed partial record NodeManifest(int OldestNode, string? OwnNode, string Lock)
{
    private const string File = "package.json";

    public static NodeManifest Of(string folder)
    {
        var (path, locked) = (Path.Combine(folder, File), LockFile(folder));
        try
        {
            using var manifest = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            var engine = manifest.RootElement.GetProperty("engines").GetProperty("node");
            var oldest = AtLeast().Match(engine.GetString() ?? "");
            return oldest.Success
                ? new(
                    int.Parse(oldest.Groups[1].Value, CultureInfo.InvariantCulture),
                    Node(manifest.RootElement),
                    Evidence.Sha256(System.IO.File.ReadAllBytes(locked))
                )
                : throw new CannotRun(
                    $"""{path} says "node": "{engine}" where Verify reads only the form ">=20"."""
                );
        }
        catch (Exception damaged)
            when (damaged
                    is IOException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            throw new CannotRun(
                $"{path} and {Path.GetFileName(locked)} cannot be read: {damaged.Message}\nThey are part of the checkout: git checkout -- {folder}",
                damaged
            );
        }
    }

    public static string LockFile(string folder) => Path.Combine(folder, "package-lock.json");

    private static string? Node(JsonElement manifest)
    {
        var name = $"node-linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        return
            manifest.TryGetProperty("optionalDependencies", out var optional)
            && optional.TryGetProperty(name, out _)
            ? name
            : null;
    }

    [GeneratedRegex(@"^>=(\d{1,4})$")]
    private static partial Regex AtLeast();
}
