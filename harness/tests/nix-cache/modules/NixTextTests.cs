using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Verify.Origin.NixCache.Modules;
using Verify.Tests.Ground;
using Verify.Tests.Nix;

namespace Verify.Tests.NixCache.Modules;

/// <summary>Any value that is written as Nix is read by nix as the same value.</summary>
[Parallelizable]
public sealed class NixTextTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const int Trees = 200;

    // What means something to Nix, in quotes or between ''.
    private static readonly Gen<string> Text = Gen.Elements(
            "${x}",
            "$",
            "{",
            "''",
            "'",
            "\"",
            "\\",
            "\n",
            "\n  ",
            "\t",
            "\r",
            "a",
            "#",
            "\u00fc",
            " ",
            "$${"
        )
        .ListOf(8)
        .Select(string.Concat);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Trees_and_texts(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        var values = RandomTree
            .Set.Sample(Trees, 20)
            .Cast<JsonNode>()
            .Concat(Text.Sample(Trees, 20).Select(text => (JsonNode)text))
            .Concat(Text.Sample(Trees, 20).Select(text => (JsonNode)$"a{text}\n"))
            .ToArray();
        var file = nix.File("values.nix");
        await File.WriteAllTextAsync(
            file,
            $"[\n{string.Concat(values.Select(one => $"  {NixText.Argument(one, NixText.Of(one, 1))}\n"))}]\n",
            ct
        );

        var said = await nix.Store.MustAsync(
            nix.Folder,
            ["nix-instantiate", "--eval", "--json", "--strict", file],
            ct
        );

        var read = JsonNode.Parse(said.Stdout)!.AsArray();
        Assert.That(read, Has.Count.EqualTo(values.Length));
        Assert.That(
            values
                .Zip(read)
                .Where(pair => !JsonNode.DeepEquals(pair.First, pair.Second))
                .Select(pair => $"{pair.First.ToJsonString()} -> {pair.Second?.ToJsonString()}"),
            Is.Empty
        );
    }

    [Test]
    public void Lines_stay_lines() =>
        Assert.That(
            NixText.Of("a ${b}\n  c ''d''\n", 0),
            Is.EqualTo("''\n  a ''${b}\n    c '''d'''\n''")
        );

    [TestCase("enp3s0", "enp3s0")]
    [TestCase("eth0.100", "\"eth0.100\"")]
    [TestCase("or", "\"or\"")]
    [TestCase("vm.swappiness", "\"vm.swappiness\"")]
    [TestCase("${x}", "\"\\${x}\"")]
    public void Names_are_quoted_where_they_have_to_be(string name, string written) =>
        Assert.That(NixText.Name(name), Is.EqualTo(written));
}
