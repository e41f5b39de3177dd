using System.Text.Json.Nodes;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class DeepMergeTests
{
    [TestCase("""{"a":{"b":1}}""", """{"a":{"c":2}}""", """{"a":{"b":1,"c":2}}""")]
    [TestCase("""{"a":{"b":1}}""", """{"a":{"b":2}}""", """{"a":{"b":2}}""")]
    [TestCase("""{"a":[1,2,3]}""", """{"a":[4]}""", """{"a":[4]}""")]
    [TestCase("""{"a":[{"b":1}]}""", """{"a":[{"c":2}]}""", """{"a":[{"c":2}]}""")]
    [TestCase("""{"a":{"b":1}}""", """{"a":5}""", """{"a":5}""")]
    [TestCase("""{"a":5}""", """{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    [TestCase("""{"a":1}""", """{"a":null}""", """{"a":null}""")]
    [TestCase("""{"a":null}""", """{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    [TestCase(
        """{"a":{"b":{"c":1,"d":2}}}""",
        """{"a":{"b":{"d":3}}}""",
        """{"a":{"b":{"c":1,"d":3}}}"""
    )]
    [TestCase("{}", """{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    [TestCase("""{"a":1}""", "{}", """{"a":1}""")]
    public void Sets_merge_and_everything_else_replaces(
        string lower,
        string upper,
        string merged
    ) => Assert.That(DeepMerge.Over(Tree(lower), Tree(upper)).ToJsonString(), Is.EqualTo(merged));

    [Test]
    public void Nothing_is_shared_with_what_was_merged()
    {
        var lower = Tree("""{"a":{"b":1},"l":[1]}""");
        var upper = Tree("""{"c":{"d":[2]},"a":{"e":{"f":1}}}""");
        var merged = DeepMerge.Over(lower, upper);
        merged["a"]!["b"] = 9;
        merged["a"]!["e"]!["f"] = 9;
        merged["l"]![0] = 9;
        merged["c"]!["d"]![0] = 9;
        Assert.That(lower.ToJsonString(), Is.EqualTo("""{"a":{"b":1},"l":[1]}"""));
        Assert.That(upper.ToJsonString(), Is.EqualTo("""{"c":{"d":[2]},"a":{"e":{"f":1}}}"""));
    }

    [Test]
    public void Three_layers_can_be_merged_in_either_grouping()
    {
        var a = Tree("""{"x":{"p":1,"q":1},"y":1}""");
        var b = Tree("""{"x":{"q":2,"r":2}}""");
        var c = Tree("""{"x":{"r":3},"y":{"z":3}}""");
        Assert.That(
            DeepMerge.Over(DeepMerge.Over(a, b), c).ToJsonString(),
            Is.EqualTo(DeepMerge.Over(a, DeepMerge.Over(b, c)).ToJsonString())
        );
    }

    private static JsonObject Tree(string json) => JsonNode.Parse(json)!.AsObject();
}
