using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.ConfigWorker.Given;

/// <summary>A worker of the user's is tried phase by phase; what is wrong with it is named, and nothing is left running.</summary>
[Waits, Parallelizable(ParallelScope.All)]
internal sealed class GivenWorkerTests
{
    // A minute at KV's edge takes two seconds.
    private const string Speed = "30";

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_good_one_passes_in_part_and_its_files_stay(CancellationToken ct)
    {
        using var folder = new TempFolder();
        SampleWorker.Write(folder.File("sample"));
        var before = Content(folder.File("sample"));
        var ended = await TryAsync(folder, ct, "--cues", "100");
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain("Partially verified")
                .And.Contain("what the worker's own alarms say is not known")
                .And.Match("pass +5.3 ")
        );
        Assert.That(Content(folder.File("sample")), Is.EqualTo(before));
    }

    // What is changed in the sample; the exit code, and what is said of it.
    [TestCase("export default {", "export default {{", "0", 3, "SyntaxError")]
    [TestCase(
        "export default {",
        "throw new Error('at once');\nexport default {",
        "0",
        3,
        "at once"
    )]
    [TestCase(
        "async fetch(request, env) {",
        "async fetch(request, env) { throw new Error('broken on purpose');",
        "0",
        1,
        "broken on purpose"
    )]
    [TestCase(
        "async fetch(request, env) {",
        "async fetch(request, env) { while (true) {}",
        "0",
        1,
        "is not answered within 30 s"
    )]
    [TestCase(
        "async fetch(request, env) {",
        "async fetch(request, env) { return new Response('error code: 1101', { status: 500 });",
        "0",
        1,
        "error code: 1101"
    )]
    [TestCase(
        "CREATE TABLE channels (",
        "CREATE TABEL channels (",
        "0",
        3,
        "D1 DB refuses a statement of the keys file: CREATE TABEL"
    )]
    [TestCase("put(\"ad\", ad)", "put(\"ad\", ad + 'x'.repeat(2200000))", "1", 1, "SQLITE_TOOBIG")]
    [TestCase(
        "\"channel:sports1\"",
        "\"x\".repeat(513)",
        "0",
        1,
        "exceeds key length limit of 512"
    )]
    [TestCase(
        "put(key, results[0].origin,",
        "put(key, 'x'.repeat(26214401),",
        "0",
        1,
        "exceeds limit of 26214400"
    )]
    [TestCase("{ expirationTtl: 60 }", "{}", "2", 1, "LHR: the update is seen: expected True")]
    [TestCase(
        "\"path\": \"/config\" }",
        "\"path\": \"/config\", \"within\": 1 }",
        "3",
        1,
        "LHR: seconds after the invalidation"
    )]
    [TestCase(
        "const name = \"sports1\";",
        "const name = request.cf.colo;",
        "1",
        1,
        "colos that show a write through SJC: expected"
    )]
    [TestCase(
        "const name = \"sports1\";",
        "const name = request.cf.colo;",
        "5",
        1,
        "the history of 1000 operations"
    )]
    [TestCase(
        "await this.ctx.storage.put(\"ad\", ad);",
        "this.ad = ad;",
        "5",
        1,
        "times that the state is older than what was acknowledged"
    )]
    [CancelAfter(Hang.Milliseconds)]
    public async Task What_is_wrong_is_named(
        string text,
        string instead,
        string phase,
        int exit,
        string said,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        SampleWorker.Write(folder.File("sample"), text, instead);
        var ended = await TryAsync(folder, ct, "--phase", phase, "--cues", "100");
        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout + ended.Stderr, Does.Contain(said));
        Assert.That(ended.Stdout, Does.Match("undone +start workerd"), "it is taken back");
    }

    private static Task<Ended> TryAsync(
        TempFolder folder,
        CancellationToken ct,
        params string[] more
    ) =>
        VerifyProgram.RunAsync(
            [
                "scenario",
                "config-consistency",
                "--worker",
                folder.File("sample"),
                "--config-url",
                "/config",
                "--state-url",
                "/ad",
                "--speed",
                Speed,
                "--out",
                folder.File("out"),
                .. more,
            ],
            ct
        );

    private static Dictionary<string, string> Content(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, File.ReadAllText);
}
