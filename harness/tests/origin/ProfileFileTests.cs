using System.Text;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

/// <summary>A file of the user's own profiles.</summary>
public sealed class ProfileFileTests
{
    private const string Own = """
        {
          "$schema": "profiles.schema.json",
          "origin": {
            "short": {
              "extends": "logged",
              "description": "six listed",
              "purpose": "trying it",
              "hls": { "listSize": 6, "flags": ["delete_segments", "temp_file"] },
              "video": { "bitrate": "1.5m" }
            },
            "shorter": { "extends": "short", "hls": { "listSize": 4.0 } }
          },
          "swarm": { "few": { "extends": "gentle", "clients": 3 } }
        }
        """;

    [Test]
    public void Own_profiles_stand_beside_those_that_are_shipped()
    {
        var all = Read(Own);
        Assert.That(all.Origin.Names, Is.SupersetOf(Profiles.Shipped.Origin.Names));
        var shorter = all.Origin.Get("shorter", "server.port=18080");
        Assert.That(
            (
                shorter.Name,
                shorter.Hls.ListSize,
                shorter.Logging.SegmentsOnly,
                shorter.Video.Bitrate.Kbps,
                shorter.Derived.OpenFileCacheMax,
                shorter.Server.Port
            ),
            Is.EqualTo(("shorter", 4, true, 1500, 33, 18080))
        );
        Assert.That(shorter.Hls.Flags, Is.EqualTo(new[] { "delete_segments", "temp_file" }));
        Assert.That(
            all.Swarm.Get("few"),
            Is.EqualTo(Profiles.Shipped.Swarm.Get("gentle", "clients=3") with { Name = "few" })
        );
        Assert.That(
            all.Origin.List().Single(one => one.Name == "short"),
            Is.EqualTo(new ProfileInfo("short", "six listed", "trying it", "logged", IsOwn: true))
        );
    }

    [Test]
    public void The_shipped_ones_are_what_they_were()
    {
        var all = Read(Own);
        foreach (var name in Profiles.Shipped.Origin.Names)
            Assert.That(
                ProfileJson.Tree(all.Origin.Get(name)).ToJsonString(),
                Is.EqualTo(ProfileJson.Tree(Profiles.Shipped.Origin.Get(name)).ToJsonString())
            );
    }

    [Test]
    public void A_mark_of_byte_order_and_windows_line_ends_are_taken()
    {
        var text = Own.ReplaceLineEndings("\r\n");
        Assert.That(
            () => ProfileFile.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], "f.json"),
            Throws.Nothing
        );
    }

    [TestCaseSource(typeof(ProfileFileCases), nameof(ProfileFileCases.Good))]
    public void A_good_file_is_taken(string file) => Assert.That(() => Read(file), Throws.Nothing);

    [Test]
    public void A_bad_file_is_refused_with_its_line_and_what_is_allowed() =>
        Assert.Multiple(() =>
        {
            foreach (var (file, says) in ProfileFileCases.Bad.Concat(ProfileFileCases.BeyondSchema))
                Refused(Encoding.UTF8.GetBytes(file), says);
        });

    [TestCase("", "f.json:1: not JSON: it is empty")]
    [TestCase(" \n\t ", "f.json:1: not JSON: it is empty")]
    [TestCase("origin: {}", "f.json:1: not JSON: 'o' is an invalid start of a value")]
    [TestCase(
        "{\n// words\n}",
        "f.json:2: not JSON: there is a '/' outside of quotes, and JSON has no comments."
    )]
    [TestCase("{} /* words */", "f.json:1: not JSON: there is a '/'")]
    [TestCase(
        "{\"origin\": {\"a\": {},\n}}",
        "f.json:2: not JSON: a comma stands before the end of a section or a list, and JSON has none there."
    )]
    [TestCase("{\"origin\": {\n\"a\": {}", "f.json:2: not JSON: it ends before every section")]
    [TestCase("{\"origin\": {\"a\": {}}}\n{}", "f.json:2: not JSON: '{'")]
    [TestCase("{\"origin\": {\"a\":\n{\"hls\": {\"listSize\": NaN}}}}", "f.json:2: not JSON: 'N'")]
    [TestCase("{\"origin\":\n{\"\\ud800\": {}}}", "f.json:2: not JSON: there is an escape")]
    public void What_is_not_JSON_is_refused_with_its_line(string file, string says) =>
        Refused(Encoding.UTF8.GetBytes(file), says);

    // The schema's own library cannot read these.
    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("1e-1")]
    [TestCase("99999999999999999999999999999999")]
    public void A_number_past_all_bounds_is_refused(string number) =>
        Refused(
            Encoding.UTF8.GetBytes(
                ProfileFileCases.Origin($"\"audio\": {{\"sampleRate\": {number}}}")
            ),
            $"f.json:4: audio.sampleRate: '{number}' is not one of the allowed words|16000"
        );

    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("1e30")]
    public void A_number_with_a_large_exponent_is_out_of_range(string number) =>
        Refused(
            Encoding.UTF8.GetBytes(ProfileFileCases.Origin($"\"hls\": {{\"listSize\": {number}}}")),
            $"f.json:4: hls.listSize: the number '{number}' is out of range|from 1 to 1000"
        );

    [Test]
    public void A_swarm_of_the_user_s_is_judged_as_the_shipped_one_that_it_starts_from()
    {
        var swarm = Read(
            """{"swarm": {"mine": {"extends": "extreme"}, "more": {"extends": "mine", "clients": 7}}}"""
        ).Swarm;
        Assert.That(
            new[] { "mine", "more", "extreme" }.Select(swarm.ShippedBelow),
            Is.All.EqualTo("extreme")
        );
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused()
    {
        Refused([.. "{\n\""u8, 0xC3, 0x28], "f.json:2: not JSON: there is a byte that is no UTF-8");
        Refused(
            Encoding.Unicode.GetPreamble(),
            "f.json:1: not JSON: it is UTF-16|Save it as UTF-8"
        );
    }

    [Test]
    public void A_megabyte_of_nesting_is_refused_at_once()
    {
        const int megabyte = 1_000_000;
        Refused(
            Encoding.UTF8.GetBytes(new string('[', megabyte)),
            "f.json:1: sections and lists are nested more than 8 deep|./run.ps1 profiles schema"
        );
        Refused(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"origin\":", megabyte / 10))),
            "f.json:1: sections and lists are nested more than 8 deep"
        );
        Refused(
            new byte[ProfileFile.LargestBytes + 1],
            "f.json has more than 1048576 bytes (1 MiB)"
        );
    }

    [Test]
    public void A_megabyte_in_one_value_or_name_is_refused_in_a_line()
    {
        var long_ = new string('9', 1_000_000);
        foreach (
            var file in new[]
            {
                ProfileFileCases.Origin($"\"hls\": {{\"listSize\": {long_}}}"),
                ProfileFileCases.Origin($"\"hls\": {{\"listSize\": \"{long_}\"}}"),
                ProfileFileCases.Origin($"\"{long_}\": 1"),
                ProfileFileCases.Origin($"\"testPattern\": \"{long_}\""),
                ProfileFileCases.Origin($"\"extends\": \"{long_}\""),
                $"{{\"origin\": {{\"{long_}\": {{}}}}}}",
            }
        )
            Assert.That(
                Assert.Throws<UsageError>(() => Read(file)).Message,
                Has.Length.LessThan(600).And.Contains("(1000000 characters)")
            );
    }

    private static Profiles Read(string file) =>
        ProfileFile.Read(Encoding.UTF8.GetBytes(file), "f.json");

    private static void Refused(byte[] file, string says)
    {
        var error = Assert.Throws<UsageError>(
            () => ProfileFile.Read(file, "f.json"),
            Encoding.UTF8.GetString(file.AsSpan(0, Math.Min(file.Length, 200)))
        );
        foreach (var word in says.Split('|'))
            Assert.That(error?.Message, Does.Contain(word));
        Assert.That(error?.Message, Does.StartWith("f.json").And.Not.Contain("\n"));
    }
}
