using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

/// <summary>What holds of every merge.</summary>
public sealed class DeepMergeLaws
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Test]
    public void The_empty_set_changes_nothing() =>
        Holds(
            AnyTree.One,
            tree => Same(DeepMerge.Over([], tree), tree) && Same(DeepMerge.Over(tree, []), tree)
        );

    [Test]
    public void What_is_laid_over_itself_stays_as_it_is() =>
        Holds(AnyTree.One, tree => Same(DeepMerge.Over(tree, tree), tree));

    [Test]
    public void What_is_laid_over_twice_is_there_once() =>
        Holds(
            AnyTree.Three,
            trees =>
            {
                var once = DeepMerge.Over(trees[0], trees[1]);
                return Same(DeepMerge.Over(once, trees[1]), once);
            }
        );

    [Test]
    public void What_comes_last_is_found_in_the_result() =>
        Holds(
            AnyTree.Three,
            trees => Contains(trees.Aggregate(new JsonObject(), DeepMerge.Over), trees[^1])
        );

    [Test]
    public void The_result_has_the_keys_of_both_and_no_other() =>
        Holds(
            AnyTree.Three,
            trees =>
                DeepMerge
                    .Over(trees[0], trees[1])
                    .Select(pair => pair.Key)
                    .ToHashSet()
                    .SetEquals(trees[0].Concat(trees[1]).Select(pair => pair.Key))
        );

    [Test]
    public void Three_layers_may_be_grouped_either_way_unless_a_set_was_replaced_between_two()
    {
        var (grouped, between) = (0, 0);
        Holds(
            AnyTree.Three,
            trees =>
            {
                var fromBelow = DeepMerge.Over(DeepMerge.Over(trees[0], trees[1]), trees[2]);
                var upperFirst = DeepMerge.Over(trees[0], DeepMerge.Over(trees[1], trees[2]));
                if (SetReplacedBetween(trees[0], trees[1], trees[2]))
                {
                    between++;
                    // From below is what the layers say: the one between has thrown the set away.
                    return Contains(upperFirst, trees[2]) && Contains(fromBelow, trees[2]);
                }
                grouped++;
                return Same(fromBelow, upperFirst);
            }
        );
        Assert.That((grouped, between), Is.GreaterThan((50, 50)), "both kinds came up");
    }

    [Test]
    public void A_scalar_between_two_sets_is_where_grouping_matters()
    {
        var (a, b, c) = (Tree("""{"x":{"a":1}}"""), Tree("""{"x":5}"""), Tree("""{"x":{"b":2}}"""));
        Assert.That(SetReplacedBetween(a, b, c), Is.True);
        Assert.That(
            DeepMerge.Over(DeepMerge.Over(a, b), c).ToJsonString(),
            Is.EqualTo("""{"x":{"b":2}}""")
        );
        Assert.That(
            DeepMerge.Over(a, DeepMerge.Over(b, c)).ToJsonString(),
            Is.EqualTo("""{"x":{"a":1,"b":2}}""")
        );
    }

    // A set and a value cannot both be allowed under one name, so the layers of a profile may be grouped either way.
    [Test]
    public void In_trees_that_a_table_lets_pass_no_key_is_a_set_and_a_value([Values] bool swarm)
    {
        var table = swarm ? SwarmKeys.Table : OriginKeys.Table;
        Assert.That(table.Keys.Select(key => key.Name).Where(table.IsSection), Is.Empty);
    }

    [Test]
    public void Nothing_is_shared_with_what_was_merged() =>
        Holds(
            AnyTree.Three,
            trees =>
            {
                var before = trees.Select(tree => tree.ToJsonString()).ToArray();
                var merged = DeepMerge.Over(trees[0], trees[1]);
                var then = merged.ToJsonString();
                Spoil(merged);
                var untouched = trees.Select(tree => tree.ToJsonString()).SequenceEqual(before);
                var again = DeepMerge.Over(trees[0], trees[1]);
                Spoil(trees[0]);
                Spoil(trees[1]);
                return untouched && again.ToJsonString() == then;
            }
        );

    private static void Holds<T>(Arbitrary<T> any, Func<T, bool> property) =>
        Prop.ForAll(any, property).Check(Many);

    private static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);

    private static bool Contains(JsonObject whole, JsonObject part) =>
        part.All(pair =>
            whole.TryGetPropertyValue(pair.Key, out var found)
            && (
                pair.Value is JsonObject inner
                    ? found is JsonObject outer && Contains(outer, inner)
                    : Same(found, pair.Value)
            )
        );

    private static bool SetReplacedBetween(JsonObject a, JsonObject b, JsonObject c) =>
        a.Any(pair =>
            pair.Value is JsonObject lower
            && c[pair.Key] is JsonObject upper
            && b.TryGetPropertyValue(pair.Key, out var between)
            && (between is JsonObject middle ? SetReplacedBetween(lower, middle, upper) : true)
        );

    private static void Spoil(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject set:
                foreach (var (name, value) in set.ToArray())
                {
                    Spoil(value);
                    if (value is not JsonObject)
                        set[name] = "spoilt";
                }
                set["spoilt"] = true;
                break;
            case JsonArray list:
                foreach (var item in list)
                    Spoil(item);
                list.Add("spoilt");
                break;
        }
    }

    private static JsonObject Tree(string json) => JsonNode.Parse(json)!.AsObject();
}
