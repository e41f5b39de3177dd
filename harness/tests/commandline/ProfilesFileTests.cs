using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>Profiles of the user's own, wherever a profile can be chosen (<c>--profiles FILE</c>).</summary>
[Parallelizable]
public sealed class ProfilesFileTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private const string Own = """
        {
          "origin": {
            "short": { "extends": "logged", "description": "six listed", "hls": { "listSize": 6 } }
          },
          "swarm": { "few": { "extends": "gentle", "clients": 3 } }
        }
        """;

    private readonly TempFolder folder = new();
    private string file = "";

    [OneTimeSetUp]
    public void Write()
    {
        file = folder.File("own.json");
        File.WriteAllText(file, Own);
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [TestCase("profiles", "short|your own; starts from logged; six listed|few|your own")]
    [TestCase("profiles swarm", "few|your own; starts from gentle")]
    [TestCase("profiles show short", "derived.openFileCacheMax             39")]
    [TestCase("profiles show few", "clients                      3")]
    [TestCase("origin config --profile short", "segments.log hls_perf buffer=512k")]
    [TestCase("plan nginx-caching --profile short", "profiles show short --profiles")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task They_can_be_chosen_as_the_shipped_ones_can(
        string line,
        string says,
        CancellationToken ct
    )
    {
        var ended = await AskAsync(line, file, ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        foreach (var word in says.Split('|'))
            Assert.That(ended.Stdout, Does.Contain(word));
    }

    [TestCase("profiles show shrt", "unknown profile 'shrt'|few|Did you mean 'short'?")]
    [TestCase("scenario nginx-caching --profile shrt", "'shrt'|short|Did you mean 'short'?")]
    [TestCase("plan nginx-caching --profile shrt", "Did you mean 'short'?")]
    [TestCase("origin config --profile shrt", "Did you mean 'short'?")]
    [TestCase("load http://127.0.0.1:9/x.m3u8 --profile fewer", "'fewer'|Did you mean 'few'?")]
    [TestCase("plan nginx-caching --profile own.json", "'own.json' is a file|--profiles own.json")]
    [TestCase("load http://127.0.0.1:9/x.m3u8 --profile own.json", "'own.json' is a file")]
    [TestCase("profiles --set hls.listSize=3", "--set|profiles show NAME")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task An_unknown_one_is_refused_with_those_of_the_file(
        string line,
        string named,
        CancellationToken ct
    ) => Refused(await AskAsync(line, file, ct), named);

    [TestCase("profiles")]
    [TestCase("scenario nginx-caching")]
    [TestCase("plan nginx-caching")]
    [TestCase("origin config")]
    [TestCase("load http://127.0.0.1:9/x.m3u8")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_bad_file_is_refused_by_every_verb_that_takes_one(
        string line,
        CancellationToken ct
    )
    {
        var bad = folder.File($"bad-{line.GetHashCode(StringComparison.Ordinal)}.json");
        await File.WriteAllTextAsync(
            bad,
            "{\"origin\": {\n\"mine\": {\n\"hls\": {\"listsize\": 3}}}}",
            ct
        );
        Refused(
            await AskAsync(line, bad, ct),
            $"{bad}:3: unknown key 'hls.listsize'|Did you mean 'hls.listSize'?"
        );
    }

    [TestCase(".", "is a folder. Give a JSON file")]
    [TestCase("none.json", "none.json cannot be read")]
    [TestCase("", "--profiles is empty")]
    [TestCase("/dev/zero", "is a device")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_is_no_file_is_refused(
        string given,
        string named,
        CancellationToken ct
    ) => Refused(await AskAsync("profiles", given, ct), named);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_schema_is_one_document(CancellationToken ct)
    {
        var ended = await VerifyProgram.RunAsync(["profiles", "schema"], ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        using var document = JsonDocument.Parse(ended.Stdout);
        Assert.That(
            document.RootElement.GetProperty("$schema").GetString(),
            Does.StartWith("http://json-schema.org/")
        );
    }

    // The lab has a /tmp of its own: the file is out of its sight.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_carries_the_file_into_its_lab_and_keeps_it(CancellationToken ct)
    {
        using var parent = new TempFolder();
        var ended = await AskAsync(
            $"scenario nginx-caching --profile short --phase 1 --json --out {parent.Path}",
            file,
            ct
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        var run = Path.Combine(parent.Path, "latest");
        var record = await File.ReadAllTextAsync(Path.Combine(run, RunFolder.RecordName), ct);
        Assert.That(record, Does.Contain("openFileCacheMax 39"));
        Assert.That(record, Does.Contain("short, your own: files, cache max"));
        Assert.That(
            Directory
                .EnumerateFiles(Path.Combine(run, "evidence"), "*.json")
                .Select(kept => Compact(File.ReadAllText(kept))),
            // Looked through for secrets, it may be indented otherwise.
            Has.Some.EqualTo(Compact(Own))
        );
        Assert.That(RunFolder.Load(run).Files["profiles"], Is.EqualTo(Own));
    }

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static Task<Ended> AskAsync(string line, string file, CancellationToken ct) =>
        VerifyProgram.RunAsync([.. line.Split(' '), "--profiles", file], ct);

    private static void Refused(Ended ended, string named)
    {
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr, Does.StartWith("verify: ").And.EndsWith("\n"));
        Assert.That(ended.Stderr.TrimEnd(), Does.Not.Contain("\n"), "one message");
        foreach (var word in named.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
    }
}
