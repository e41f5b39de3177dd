using System.Text.Json.Nodes;
using Verify.Tests.Nix;

namespace Verify.Tests.NixCache.Modules;

/// <summary>Modules evaluated by the real nix, with the stub in the place of nixpkgs.</summary>
internal sealed class ModuleStub(TestNix nix)
{
    private static readonly string Stub = Path.Combine(
        Checkout.Root,
        "origin",
        "nix-cache",
        "modules",
        "module-stub.nix"
    );

    private int files;

    /// <summary>Each list of modules as one configuration.</summary>
    public async Task<IReadOnlyList<JsonNode?>> EvaluateAsync(
        IEnumerable<IReadOnlyList<string>> configurations,
        CancellationToken ct
    )
    {
        var each = new List<string>();
        foreach (var modules in configurations)
        {
            var paths = new List<string>();
            foreach (var module in modules)
            {
                paths.Add(nix.File($"module-{files++}.nix"));
                await File.WriteAllTextAsync(paths[^1], module, ct);
            }
            each.Add($"(import {Stub} {{ modules = [ {string.Join(' ', paths)} ]; }})");
        }
        var all = nix.File($"all-{files++}.nix");
        await File.WriteAllTextAsync(all, $"[\n{string.Join('\n', each)}\n]\n", ct);
        var said = await nix.Store.MustAsync(
            nix.Folder,
            ["nix-instantiate", "--eval", "--json", "--strict", all],
            ct
        );
        return [.. JsonNode.Parse(said.Stdout)!.AsArray()];
    }

    public async Task<JsonNode> EvaluateAsync(CancellationToken ct, params string[] modules) =>
        (await EvaluateAsync([modules], ct))[0]!;

    /// <summary>What nix says is wrong.</summary>
    public async Task<string> RefusalAsync(CancellationToken ct, params string[] modules)
    {
        try
        {
            return $"accepted: {await EvaluateAsync(ct, modules)}";
        }
        catch (CannotRun refused)
        {
            return refused.Message;
        }
    }
}
