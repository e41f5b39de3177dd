using Amazon.S3;
using Verify.Engine.Linux;
using Verify.Fixtures.Ports;
using Verify.Fixtures.S3;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>An S3 of the user's in the place of the included one: what a run does to it, and what it refuses.</summary>
[Waits, Parallelizable]
public sealed class OwnStorageTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Theirs = "theirs";

    private const UnixFileMode Closed =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Open =
        Closed | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TempFolder folder = null!;
    private RadosGateway s3 = null!;

    [OneTimeSetUp]
    public async Task Start_it()
    {
        folder = new();
        // nginx's workers have to get into the runs.
        File.SetUnixFileMode(folder.Path, Open);
        s3 = await RadosGateway.StartAsync(
            new(folder.File("s3"), LoopbackPort.Free()) { Bucket = Theirs },
            default
        );
    }

    [OneTimeTearDown]
    public async Task Stop_it()
    {
        await s3.DisposeAsync();
        Assert.That(Processes.WorkingIn(folder.Path, RadosGateway.Programs), Is.Empty, "left");
        folder.Dispose();
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task It_is_used_and_left_as_it_was(CancellationToken ct)
    {
        var before = await PolicyAsync(ct);
        var ended = await RunAsync(Address, ct, "--phase", "0,6");
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain("PARTIAL"));
        await MustBeAsItWasAsync(before, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_a_killed_run_left_there_is_taken_back_later(CancellationToken ct)
    {
        var before = await PolicyAsync(ct);
        await using (var run = Start(Address, "--phase", "0"))
        {
            using var client = s3.Endpoint.Client(Patience);
            await run.UntilAsync(
                () => ObjectsAsync(client, $"{Theirs}-without").GetAwaiter().GetResult() > 0,
                "a video is stored",
                ct
            );
            await run.SignalAsync("KILL", ct);
            _ = await run.EndAsync(ct);
            // As step 5.8 leaves it until the end.
            await client.PutCORSConfigurationAsync(
                new()
                {
                    BucketName = Theirs,
                    Configuration = new()
                    {
                        Rules = [new() { AllowedMethods = ["GET"], AllowedOrigins = ["*"] }],
                    },
                },
                ct
            );
            var refused = await RunAsync(Address, ct);
            Assert.That(refused.ExitCode, Is.Not.Zero, "the killed one comes first");
        }
        await using var rollback = StartedProgram.Here(
            [.. VerifyProgram.Line, "rollback", folder.File("out/latest"), "--yes"],
            Keys
        );
        var undone = await rollback.EndAsync(ct);
        Assert.That(undone.ExitCode, Is.Zero, undone.Stdout + undone.Stderr);
        await MustBeAsItWasAsync(before, ct);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_folder_that_workers_cannot_enter_is_refused(CancellationToken ct)
    {
        var closed = Directory.CreateDirectory(folder.File("closed"), Closed).FullName;
        var ended = await RunAsync(Address, ct, "--out", closed);
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain($"cannot enter {closed} (mode 700)"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_bucket_that_holds_something_is_refused(CancellationToken ct)
    {
        using var client = s3.Endpoint.Client(Patience);
        await client.PutObjectAsync(
            new()
            {
                BucketName = Theirs,
                Key = "mine",
                ContentBody = "mine",
            },
            ct
        );
        try
        {
            var ended = await RunAsync(Address, ct);
            Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
            Assert.That(ended.Stderr, Does.Contain($"{Theirs} at").And.Contain("(mine)"));
            Assert.That(await ObjectsAsync(client, Theirs), Is.EqualTo(1));
        }
        finally
        {
            await client.DeleteObjectAsync(Theirs, "mine", ct);
        }
    }

    [TestCase("http://127.0.0.1:1/videos", 3, "No S3 answers at http://127.0.0.1:1/")]
    [TestCase("{s3}/teirs", 2, "has no bucket teirs. Those of verify: theirs.")]
    [TestCase("{s3}", 2, "names no bucket")]
    [TestCase("ftp://127.0.0.1/videos", 2, "is no http or https address")]
    [TestCase("{s3}/theirs --target http://127.0.0.1/a.m3u8", 2, "Leave out --target")]
    [TestCase("{s3}/theirs --baseline a --candidate b", 2, "Leave out --baseline")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_cannot_be_used_is_refused_by_name(
        string given,
        int exit,
        string said,
        CancellationToken ct
    )
    {
        var words = given.Replace("{s3}", Server, StringComparison.Ordinal).Split(' ');
        var ended = await RunAsync(words[0], ct, words[1..]);
        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain(said));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_wrong_secret_is_refused_and_shown_nowhere(CancellationToken ct)
    {
        const string wrong = "a-secret-of-somebody-elses";
        await using var run = Start(
            Address,
            new Dictionary<string, string>(Keys) { ["AWS_SECRET_ACCESS_KEY"] = wrong }
        );
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("its secret is another one"));
        Assert.That(ended.Stdout + ended.Stderr, Does.Not.Contain(wrong));
    }

    private string Server => s3.Endpoint.Url.GetLeftPart(UriPartial.Authority);

    private string Address => $"{Server}/{Theirs}";

    private Dictionary<string, string> Keys =>
        new()
        {
            ["AWS_ACCESS_KEY_ID"] = s3.Endpoint.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = s3.Endpoint.SecretKey,
        };

    private StartedProgram Start(string address, params string[] more) =>
        Start(address, Keys, more);

    private StartedProgram Start(
        string address,
        IReadOnlyDictionary<string, string> environment,
        params string[] more
    ) =>
        StartedProgram.Here(
            [
                .. VerifyProgram.Line,
                "scenario",
                "cdn-edge",
                "--s3",
                address,
                .. more.Contains("--out") ? [] : new[] { "--out", folder.File("out") },
                .. more,
            ],
            environment
        );

    private async Task<Ended> RunAsync(string address, CancellationToken ct, params string[] more)
    {
        await using var run = Start(address, more);
        return await run.EndAsync(ct);
    }

    private async Task MustBeAsItWasAsync(string policy, CancellationToken ct)
    {
        using var client = s3.Endpoint.Client(Patience);
        var buckets = (await client.ListBucketsAsync(ct)).Buckets.Select(one => one.BucketName);
        Assert.That(buckets, Is.EqualTo([Theirs]));
        Assert.That(await ObjectsAsync(client, Theirs), Is.Zero);
        Assert.That(await PolicyAsync(ct), Is.EqualTo(policy));
        // It refuses a bucket with objects or CORS rules.
        Assert.That(
            await BorrowedBuckets.LookAsync(s3.Endpoint, [], ct),
            Has.Property(nameof(BorrowedBuckets.Made)).Empty
        );
        Assert.That(
            Directory
                .EnumerateFiles(folder.File("out"), "*", SearchOption.AllDirectories)
                .Where(file => File.ReadAllText(file).Contains(s3.Endpoint.SecretKey)),
            Is.Empty,
            "files with the secret"
        );
    }

    private async Task<string> PolicyAsync(CancellationToken ct)
    {
        using var client = s3.Endpoint.Client(Patience);
        return (await client.GetBucketPolicyAsync(Theirs, ct)).Policy;
    }

    private static async Task<int> ObjectsAsync(AmazonS3Client client, string bucket)
    {
        try
        {
            return (await client.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects?.Count
                ?? 0;
        }
        catch (AmazonS3Exception notYet) when (notYet.ErrorCode == "NoSuchBucket")
        {
            return 0;
        }
    }
}
