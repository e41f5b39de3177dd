using System.Text.Json.Nodes;
using Verify.Scenarios.ProfileRefactor;

namespace Verify.Tests.Nix;

/// <summary>A value that is not what it was is named: whose it is, where, what it was and what it is.</summary>
[Parallelizable]
public sealed class ValueChangeTests
{
    [TestCase(
        """{"hls":{"listSize":10}}""",
        """{"hls":{"listSize":11}}""",
        "origin tap: hls.listSize was 10, is 11"
    )]
    [TestCase(
        """{"a":{"b":1}}""",
        """{"a":{}}""",
        "origin tap: a was absent, is {}|origin tap: a.b was 1, is absent"
    )]
    [TestCase(
        """{"a":null}""",
        "{}",
        "origin tap:  was absent, is {}|origin tap: a was null, is absent"
    )]
    [TestCase("""{"a":[1,2]}""", """{"a":[1]}""", "origin tap: a[1] was 2, is absent")]
    [TestCase("""{"a":"1"}""", """{"a":1}""", "origin tap: a was \"1\", is 1")]
    [TestCase("""{"a":true}""", """{"a":false}""", "origin tap: a was true, is false")]
    [TestCase("""{"a":1}""", """{"a":1.5}""", "origin tap: a was 1, is 1.5")]
    [TestCase("""{"a":2,"b":[{"c":"\u00e9"}]}""", """{"b":[{"c":"\u00e9"}],"a":2.0}""", "")]
    public void Each_value_is_named(string before, string after, string changes) =>
        Assert.That(
            string.Join('|', ValueChange.Between(Tap(before), Tap(after))),
            Is.EqualTo(changes)
        );

    [Test]
    public void A_profile_that_is_gone_and_one_that_is_new_are_named()
    {
        var (tap, debug) = (Tap("{}"), new Dictionary<string, JsonNode?> { ["origin debug"] = 1 });
        Assert.That(
            ValueChange.Between(tap, debug).Select(change => $"{change}"),
            Is.EqualTo(
                new[]
                {
                    "origin debug: all of it was absent, is there",
                    "origin tap: all of it was there, is absent",
                }
            )
        );
    }

    private static Dictionary<string, JsonNode?> Tap(string json) =>
        new() { ["origin tap"] = JsonNode.Parse(json) };
}
