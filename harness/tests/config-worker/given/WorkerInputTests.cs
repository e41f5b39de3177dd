using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.ConfigWorker.Given;

/// <summary>A worker that cannot be tried is a usage error: what, where, and what to do.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class WorkerInputTests
{
    [TestCase("class_name", "class_nam", "wrangler.toml:1: a binding has no class_name")]
    [TestCase("new_sqlite_classes", "deleted_classes", "no migration makes the class Channel")]
    [TestCase("[[migrations]]", "[[migrations", "wrangler.toml:18: it does not parse")]
    [TestCase(
        "[[migrations]]",
        "[[r2_buckets]]\nbinding = \"VIDEOS\"\n[[migrations]]",
        "wrangler.toml:18: r2_buckets binds VIDEOS, which is nothing that Verify can give"
    )]
    [TestCase(
        "[[migrations]]",
        "[[queues.producers]]\nbinding = \"JOBS\"\nqueue = \"q\"\n[[migrations]]",
        "queues binds JOBS"
    )]
    [TestCase(
        "class_name = \"Channel\"",
        "class_name = \"Channel\"\nscript_name = \"another\"",
        "belongs to another worker, another"
    )]
    [TestCase("src/worker.js", "src/absent.js", "there is no such file. Build the worker")]
    [TestCase("src/worker.js", "wrangler.toml", "is no module that workerd runs as it is")]
    [TestCase("main = ", "mains = ", "it names no main module")]
    [TestCase("./key.js", "hono", "worker.js:2: it imports 'hono', a package")]
    [TestCase("./key.js", "./keys.js", "worker.js:2: it imports './keys.js', and there is no")]
    [TestCase("./key.js", "../key.js", "which is outside of the main module's folder")]
    [TestCase("\"seenWithin\": 125", "\"seenWithin\": 0", "verify-keys.json:10: seenWithin is 0")]
    [TestCase(
        "\"seenWithin\": 125",
        "\"seen\": 125",
        "verify-keys.json:10: 'seen' is nothing that"
    )]
    [TestCase("\"seenWithin\": 125", "\"seenWithin\": \"x\"", "verify-keys.json:10: seenWithin:")]
    [TestCase("\"seenWithin\": 125,", "\"seenWithin\": 125", "verify-keys.json:11: ")]
    [TestCase("\"d1\": \"DB\"", "\"d1\": \"BD\"", "the worker has no D1 database 'BD'; it has DB.")]
    [TestCase("\"d1\": \"DB\", ", "", "update names nothing that is changed")]
    [TestCase(
        "\"body\": \"{value}\"",
        "\"body\": \"on\"",
        "verify-keys.json:12: write has no {value}"
    )]
    [TestCase("\"path\": \"/ad\"", "\"path\": \"ad\"", "the path of write is 'ad'")]
    public async Task Is_named(string text, string instead, string said)
    {
        using var folder = new TempFolder();
        SampleWorker.Write(folder.Path, text, instead);
        await IsRefusedAsync(said, "--worker", folder.Path, "--config-url", "/config");
    }

    [TestCase("--worker needs the path", "--worker", "/tmp")]
    [TestCase(
        "--worker /nowhere: there is no such folder",
        "--worker",
        "/nowhere",
        "--state-url",
        "/ad"
    )]
    [TestCase("has no worker: neither wrangler.toml", "--worker", "/proc/1", "--state-url", "/ad")]
    [TestCase("--config-url says something of --worker", "--config-url", "/config")]
    [TestCase("--worker-keys says something of --worker", "--worker-keys", "keys.json")]
    [TestCase(
        "--config-url //elsewhere: give a path",
        "--worker",
        "/tmp",
        "--config-url",
        "//elsewhere"
    )]
    [TestCase("--state-url is empty", "--worker", "/tmp", "--state-url", "")]
    [TestCase("--worker needs a lab", "--worker", "/tmp", "--state-url", "/ad", "--no-lab")]
    public Task Is_said_of_the_line(string said, params string[] line) =>
        IsRefusedAsync(said, line);

    [Test]
    public async Task A_keys_file_that_is_not_there_is_named()
    {
        using var folder = new TempFolder();
        SampleWorker.Write(folder.Path);
        await IsRefusedAsync(
            "absent.json cannot be read",
            "--worker",
            folder.Path,
            "--state-url",
            "/ad",
            "--worker-keys",
            folder.File("absent.json")
        );
    }

    [Test]
    public async Task A_wrangler_file_in_JSON_is_read_with_its_comments_and_its_mistakes_named()
    {
        using var folder = new TempFolder();
        SampleWorker.Write(folder.Path);
        File.Delete(folder.File("wrangler.toml"));
        await File.WriteAllTextAsync(
            folder.File("wrangler.jsonc"),
            "{\n  // main\n  \"main\": \"src/worker.js\",\n  \"services\": [{ \"binding\": \"AUTH\", \"service\": \"auth\" }],\n}"
        );
        await IsRefusedAsync(
            "wrangler.jsonc:4: services binds AUTH",
            "--worker",
            folder.Path,
            "--state-url",
            "/ad"
        );
    }

    private static async Task IsRefusedAsync(string said, params string[] line)
    {
        var ended = await VerifyProgram.RunAsync(
            ["scenario", "config-consistency", "--plan", .. line],
            CancellationToken.None
        );
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain(said));
    }
}
