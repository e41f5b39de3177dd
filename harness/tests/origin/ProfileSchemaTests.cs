using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Verify.Origin.Keys;
using Verify.Origin.Profile;
using Verify.Scenarios.Output;

namespace Verify.Tests.Origin;

/// <summary>The schema that editors use accepts what the program accepts.</summary>
public sealed class ProfileSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(
        ProfileSchema.Document().ToJsonString()
    );

    [Test]
    public void The_schema_in_the_repository_is_what_the_tables_give() =>
        Assert.That(
            File.ReadAllText(
                Path.Combine(Checkout.Root, "origin", "profiles", "profiles.schema.json")
            ),
            Is.EqualTo(JsonOutput.Text(ProfileSchema.Document()) + "\n"),
            "./run.ps1 profiles schema >origin/profiles/profiles.schema.json"
        );

    [TestCaseSource(typeof(ProfileFileCases), nameof(ProfileFileCases.Good))]
    public void It_accepts_a_good_file(string file) => Assert.That(Accepts(file), Is.True);

    [Test]
    public void It_refuses_a_bad_file() =>
        Assert.Multiple(() =>
        {
            foreach (var (file, _) in ProfileFileCases.Bad)
                Assert.That(Accepts(file), Is.False, file);
        });

    [Test]
    public void What_it_cannot_see_is_what_more_than_one_value_is_at_fault_for() =>
        Assert.Multiple(() =>
        {
            foreach (var (file, _) in ProfileFileCases.BeyondSchema)
                Assert.That(Accepts(file), Is.True, file);
        });

    [Test]
    public void The_shipped_profiles_are_as_it_wants_a_users(
        [Values("origin", "swarm")] string kind
    ) =>
        Assert.Multiple(() =>
        {
            foreach (var name in ShippedProfiles.Names(kind))
            {
                var file = new JsonObject
                {
                    [kind] = new JsonObject { ["own"] = ShippedProfiles.Read(kind, name) },
                };
                Assert.That(Accepts(file.ToJsonString()), Is.True, name);
            }
        });

    // Each key with each of many values, at and beside its bounds: both take it, or both refuse it.
    [Test]
    public void Of_every_key_it_accepts_what_the_program_accepts(
        [Values("origin", "swarm")] string kind
    )
    {
        var table = kind == "swarm" ? SwarmKeys.Table : OriginKeys.Table;
        var (taken, refused) = (0, 0);
        Assert.Multiple(() =>
        {
            foreach (var key in table.Keys)
            foreach (var value in Values(key).Distinct())
            {
                var file = InFile(kind, key.Name, value);
                var takes = Takes(file);
                Assert.That(Accepts(file), Is.EqualTo(takes), $"{key.Name}: {value}");
                _ = takes ? taken++ : refused++;
            }
        });
        Assert.That((taken, refused), Is.GreaterThan((table.Keys.Count, table.Keys.Count)));
    }

    private static IEnumerable<string> Values(Key key) =>
        [
            "true",
            "null",
            "0",
            "-1",
            "7",
            "1.5",
            "1e1",
            "48000.0",
            "\"\"",
            "\"true\"",
            "\"10\"",
            "[]",
            "[1]",
            "{}",
            "{\"x\": 1}",
            "\"\\u0007\"",
            "\"a b\"",
            "\"../x.log\"",
            "\"x.log\"",
            "\"x.m3u8\"",
            "\"seg%05d.ts\"",
            "\"/srv/hls\"",
            "\"/etc/hls\"",
            "\"/proc\"",
            "\"512k\"",
            "\"0k\"",
            "\"500ms\"",
            "\"1.2.3.4\"",
            "\"1.2.3.256\"",
            "\"10.0.0.0/24\"",
            "\"10.0.0.0/33\"",
            "\"02:00:00:01:77:01\"",
            "\"755\"",
            "\"0999\"",
            $"\"/a/{new string('b', 300)}\"",
            $"{key.Min}",
            $"{key.Min - 1}",
            $"{key.Max}",
            $"{key.Max + 1}",
            $"{key.Min + 1}",
            $"{key.Max - 1}",
            .. Rates(key.Min, key.Max),
            .. key.Allowed.SelectMany(word =>
                new[]
                {
                    $"\"{word}\"",
                    $"\"{word} \"",
                    $"\"{word.ToUpperInvariant()}\"",
                    $"[\"{word}\"]",
                    $"[\"{word}\", \"{word}\"]",
                    $"[\"{word}\", \"nope\"]",
                    char.IsAsciiDigit(word[0])
                    && !word.Contains('.', StringComparison.Ordinal)
                    && !word.Contains('b', StringComparison.Ordinal)
                        ? word
                        : "0",
                }
            ),
        ];

    private static IEnumerable<string> Rates(long min, long max) =>
        from kbps in new[]
        {
            0,
            min - 1,
            min,
            min + 1,
            100,
            999,
            1000,
            1001,
            2500,
            max - 1,
            max,
            max + 1,
        }
        from text in new[]
        {
            $"{kbps}k",
            $"{kbps}K",
            $"{kbps}.0k",
            $"{kbps}.000k",
            $"{kbps}.0000k",
            $"{kbps}.5k",
            $"0{kbps}k",
            $"{kbps}",
            FormattableString.Invariant($"{kbps / 1000m}m"),
            FormattableString.Invariant($"{kbps / 1000m:0.0}m"),
            FormattableString.Invariant($"{kbps / 1000m:0.00}m"),
            FormattableString.Invariant($"{kbps / 1000m:0.000}M"),
            FormattableString.Invariant($"{kbps / 1000m:0.0000}m"),
            FormattableString.Invariant($"0{kbps / 1000m}m"),
        }
        select $"\"{text}\"";

    private static string InFile(string kind, string key, string value)
    {
        var inside = key.Split('.')
            .Reverse()
            .Aggregate(value, (inner, name) => $"{{\"{name}\": {inner}}}")[1..^1];
        // A swarm starts from nothing.
        var start = kind == "swarm" ? "\"extends\": \"default\", " : "";
        return $"{{\"{kind}\": {{\"own\": {{{start}{inside}}}}}}}";
    }

    private static bool Takes(string file)
    {
        try
        {
            ProfileFile.Read(Encoding.UTF8.GetBytes(file), "f.json");
            return true;
        }
        catch (UsageError)
        {
            return false;
        }
    }

    private static bool Accepts(string file)
    {
        using var document = JsonDocument.Parse(file);
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}
