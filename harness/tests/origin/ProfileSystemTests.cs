using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Origin.Keys;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

/// <summary>The profile system by itself, with a configuration that is neither an origin nor a swarm.</summary>
public sealed class ProfileSystemTests
{
    private sealed record Kettle(string Name, int Litres, string Colour) : IProfile;

    private static readonly KeyTable Keys = new(
        "a kettle",
        [
            new("size.litres", KeyKind.Number, "what goes in") { Min = 1, Max = 5 },
            new("colour", KeyKind.Choice, "what it looks like") { Allowed = ["red", "green"] },
        ]
    );

    private static readonly ProfileKind<Kettle> Kind = new(
        "kettle",
        Keys,
        (name, merged) =>
            new(
                name,
                int.Parse(merged["size"]!["litres"]!.ToJsonString(), CultureInfo.InvariantCulture),
                (string)merged["colour"]!
            ),
        kettle => new() { ["cups"] = kettle.Litres * 4 }
    );

    private static readonly ProfileSystem<Kettle> Kettles = new(
        Kind,
        Tree("""{"size": {"litres": 2}, "colour": "red"}"""),
        [
            Profile("plain", "{}"),
            Profile("big", """{"size": {"litres": 5}}"""),
            Profile("green", """{"colour": "green"}""", extends: "big"),
        ]
    );

    [TestCase("plain", 2, "red")]
    [TestCase("big", 5, "red")]
    [TestCase("green", 5, "green")]
    public void A_profile_lies_over_what_it_extends_and_that_over_the_base(
        string name,
        int litres,
        string colour
    ) => Assert.That(Kettles.Get(name), Is.EqualTo(new Kettle(name, litres, colour)));

    [Test]
    public void Overrides_come_last_as_a_tree_or_as_typed()
    {
        var expected = new Kettle("green", 3, "green");
        Assert.That(Kettles.Get("green", "size.litres=3"), Is.EqualTo(expected));
        Assert.That(
            Kettles.Get("green", Tree("""{"size": {"litres": 3}}""")),
            Is.EqualTo(expected)
        );
    }

    [TestCase(
        """{"size": {"liters": 3}}""",
        "unknown key 'size.liters'|Did you mean 'size.litres'?"
    )]
    [TestCase("""{"size": {"litres": 9}}""", "size.litres: '9' is out of range|from 1 to 5")]
    [TestCase("""{"size": 3}""", "'size' is a section|size.litres")]
    [TestCase("""{"colour": ["red"]}""", "colour: a list is not allowed here|red, green")]
    public void Overrides_are_checked_as_profiles_are(string overrides, string said) =>
        Refused(() => Kettles.Get("plain", Tree(overrides)), said);

    [Test]
    public void They_are_listed_with_what_is_said_of_them() =>
        Assert.That(
            Kettles.List(),
            Is.EqualTo(
                new ProfileInfo[]
                {
                    new("big", "a big kettle", "tea"),
                    new("green", "a green kettle", "tea", "big"),
                    new("plain", "a plain kettle", "tea"),
                }
            )
        );

    [Test]
    public void A_name_is_validated()
    {
        Assert.That(() => Kettles.Validate("big"), Throws.Nothing);
        Refused(
            () => Kettles.Validate("bigg"),
            "unknown kettle profile 'bigg'; allowed: big, green, plain. Did you mean 'big'?"
        );
    }

    [Test]
    public void The_dump_has_what_follows_and_the_profile() =>
        Assert.That(
            Kettles.Dump(Kettles.Get("big")).ToJsonString(),
            Is.EqualTo(
                """{"cups":20,"_profile":{"name":"big","availableProfiles":["big","green","plain"]}}"""
            )
        );

    [Test]
    public void More_profiles_make_another_system()
    {
        var more = Kettles.With([Profile("huge", "{}", extends: "green")]);
        Assert.That(more.Get("huge").Litres, Is.EqualTo(5));
        Assert.That(Kettles.Names, Does.Not.Contain("huge"));
    }

    [Test]
    public void A_circle_is_named() =>
        Refused(
            () =>
                Kettles
                    .With([
                        Profile("in", "{}", extends: "a"),
                        Profile("a", "{}", extends: "b"),
                        Profile("b", "{}", extends: "a"),
                    ])
                    .Get("in"),
            "in a circle: a -> b -> a."
        );

    [Test]
    public void What_no_layer_gives_is_asked_for() =>
        Refused(
            () =>
                new ProfileSystem<Kettle>(Kind, [], [Profile("bare", """{"colour": "red"}""")]).Get(
                    "bare"
                ),
            "kettle profile 'bare' has no value for size.litres"
        );

    [Test]
    public void What_is_handed_out_is_nobody_elses()
    {
        var values = Tree("""{"size": {"litres": 4}}""");
        var system = new ProfileSystem<Kettle>(
            Kind with
            {
                Read = (name, merged) =>
                {
                    var read = Kind.Read(name, merged);
                    merged["size"]!["litres"] = 1;
                    return read;
                },
            },
            Tree("""{"colour": "red"}"""),
            [new(new("own"), values)]
        );
        Assert.That(system.Get("own").Litres, Is.EqualTo(4));
        Assert.That(system.Get("own").Litres, Is.EqualTo(4));
        Assert.That(values.ToJsonString(), Is.EqualTo("""{"size":{"litres":4}}"""));
    }

    [Test]
    public void Every_shipped_profile_is_described_and_no_other()
    {
        var said = ShippedProfiles.Metadata();
        foreach (
            var (kind, list) in new[]
            {
                ("origin", Profiles.Shipped.Origin.List()),
                ("swarm", Profiles.Shipped.Swarm.List()),
            }
        )
        {
            Assert.That(
                said[kind]!.AsObject().Select(pair => pair.Key),
                Is.EquivalentTo(list.Select(one => one.Name))
            );
            foreach (var one in list)
                Assert.That(
                    (one.Description, one.Purpose, one.Extends, one.IsOwn),
                    Is.EqualTo((Words(one.Description), Words(one.Purpose), (string?)null, false))
                );
        }
        // A missing one would be null, and so not equal to itself here.
        static string Words(string? text) =>
            string.IsNullOrWhiteSpace(text) ? "something said" : text;
    }

    private static void Refused(Action act, string said)
    {
        var error = Assert.Throws<UsageError>(act);
        foreach (var word in said.Split('|'))
            Assert.That(error.Message, Does.Contain(word));
    }

    private static ProfileData Profile(string name, string values, string? extends = null) =>
        new(new(name, $"a {name} kettle", "tea", extends), Tree(values));

    private static JsonObject Tree(string json) => JsonNode.Parse(json)!.AsObject();
}
