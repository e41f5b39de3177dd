using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Verify.Origin.Profile;
using Verify.Scenarios.ProfileRefactor;
using Verify.Tests.Ground;

namespace Verify.Tests.Nix;

/// <summary>What holds of the deep merge for any configurations, and that both flakes merge as C# does.</summary>
[Parallelizable]
public sealed class DeepMergeProperties
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const int Trees = 400;

    [Test]
    public void Nothing_is_the_identity_on_both_sides() =>
        Prop.ForAll(
                RandomTree.Set.ToArbitrary(),
                tree => Same(DeepMerge.Over([], tree), tree) && Same(DeepMerge.Over(tree, []), tree)
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void A_second_time_changes_nothing() =>
        Prop.ForAll(
                RandomTree.Set.Two().ToArbitrary(),
                two =>
                {
                    var once = DeepMerge.Over(two.Item1, two.Item2);
                    return Same(DeepMerge.Over(once, two.Item2), once);
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void The_grouping_does_not_matter_unless_something_else_stands_between_two_sets() =>
        Prop.ForAll(
                RandomTree.Set.Three().ToArbitrary(),
                three =>
                {
                    var (a, b, c) = three;
                    return IsCut(a, b, c)
                        || Same(
                            DeepMerge.Over(DeepMerge.Over(a, b), c),
                            DeepMerge.Over(a, DeepMerge.Over(b, c))
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void A_scalar_between_two_sets_makes_the_grouping_matter()
    {
        var (a, b, c) = (Tree("""{"x":{"p":1}}"""), Tree("""{"x":5}"""), Tree("""{"x":{"q":2}}"""));
        Assert.That(IsCut(a, b, c));
        Assert.That(
            DeepMerge.Over(DeepMerge.Over(a, b), c).ToJsonString(),
            Is.EqualTo("""{"x":{"q":2}}""")
        );
        Assert.That(
            DeepMerge.Over(a, DeepMerge.Over(b, c)).ToJsonString(),
            Is.EqualTo("""{"x":{"p":1,"q":2}}""")
        );
    }

    [Test]
    public void Nothing_is_shared_and_nothing_of_the_arguments_is_changed() =>
        Prop.ForAll(
                RandomTree.Set.Two().ToArbitrary(),
                two =>
                {
                    var before = (two.Item1.ToJsonString(), two.Item2.ToJsonString());
                    Spoil(DeepMerge.Over(two.Item1, two.Item2));
                    return before == (two.Item1.ToJsonString(), two.Item2.ToJsonString());
                }
            )
            .QuickCheckThrowOnFailure();

    [TestCase("fixtures/profile-refactor/steps/1.1", MergeAgreement.ThePlans)]
    [TestCase("origin", "(import ./nix/lib.nix).deepMerge")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Nix_merges_as_csharp_does(string tree, string deepMerge, CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        Files.CopyInto(PlanFiles.Monolith, nix.File("flake"));
        Files.CopyInto(
            Path.Combine(Verify.Engine.Checkout.Root, tree, "nix"),
            nix.File("flake/nix")
        );
        var pairs = RandomTree.Set.Two().Sample(Trees, 50);
        await File.WriteAllTextAsync(
            nix.File("pairs.json"),
            new JsonArray([
                .. pairs.Select(two => new JsonArray(two.Item1.DeepClone(), two.Item2.DeepClone())),
            ]).ToJsonString(),
            ct
        );
        var merged = await nix.Store.EvaluateAsync(
            nix.File("flake"),
            [
                "--impure",
                "--expr",
                $"map (two: {deepMerge} (builtins.elemAt two 0) (builtins.elemAt two 1)) (builtins.fromJSON (builtins.readFile ../pairs.json))",
            ],
            ct
        );
        var apart = pairs
            .Zip(merged!.AsArray())
            .Where(one => !Same(DeepMerge.Over(one.First.Item1, one.First.Item2), one.Second))
            .Select(one =>
                $"{one.First.Item1.ToJsonString()} and {one.First.Item2.ToJsonString()}: {one.Second?.ToJsonString()}"
            );
        Assert.That(merged.AsArray(), Has.Count.EqualTo(pairs.Length));
        Assert.That(apart, Is.Empty);
    }

    // Whether at some path the second has something that is no set, between two sets that would else merge.
    private static bool IsCut(JsonObject a, JsonObject b, JsonObject c) =>
        a.Any(pair =>
            pair.Value is JsonObject under
            && c[pair.Key] is JsonObject over
            && b.ContainsKey(pair.Key)
            && (b[pair.Key] is not JsonObject between || IsCut(under, between, over))
        );

    private static void Spoil(JsonNode? node)
    {
        if (node is JsonObject set)
        {
            foreach (var (_, value) in set.ToArray())
                Spoil(value);
            set["spoilt"] = 1;
        }
        else if (node is JsonArray list)
        {
            foreach (var value in list)
                Spoil(value);
            list.Add(1);
        }
    }

    private static bool Same(JsonNode? a, JsonNode? b) => JsonNode.DeepEquals(a, b);

    private static JsonObject Tree(string json) => JsonNode.Parse(json)!.AsObject();
}
