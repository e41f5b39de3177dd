using System.Text.Json.Nodes;

namespace Verify.Origin.NixCache.Modules;

/// <summary>A NixOS module as data: its options in order, rendered as Nix or as JSON.</summary>
/// <param name="About">Its first line, a comment.</param>
public sealed record NixModule(string About, IReadOnlyList<ModuleOption> Options)
{
    // A comment wider than this breaks on a terminal.
    private const int Width = 100;

    public string Nix =>
        $"{Comment(About, "")}{{ lib, ... }}:\n{{\n{string.Concat(Options.Select(Text))}}}\n";

    /// <summary>The values, nested as their paths say.</summary>
    public JsonObject Json
    {
        get
        {
            var root = new JsonObject();
            foreach (var option in Options)
            {
                var at = root;
                foreach (var name in option.Path.SkipLast(1))
                    at = (at[name] ??= new JsonObject()).AsObject();
                at.Add(option.Path[^1], option.Value.DeepClone());
            }
            return root;
        }
    }

    // What has a reason begins a paragraph.
    private static string Text(ModuleOption option, int place)
    {
        var before = place > 0 && option.Reason.Length > 0 ? "\n" : "";
        var path = string.Join('.', option.Path.Select(NixText.Name));
        var value = NixText.Of(option.Value, 1);
        return $"{before}{Comment(option.Reason, "  ")}  {path} = {(option.IsDefault ? $"lib.mkDefault {NixText.Argument(option.Value, value)}" : value)};\n";
    }

    private static string Comment(string text, string indent)
    {
        if (text.Length == 0)
            return "";
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ', '\n'))
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= Width - indent.Length)
                lines.Add(word);
            else
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        return string.Concat(lines.Select(line => $"{indent}# {line}\n"));
    }
}
