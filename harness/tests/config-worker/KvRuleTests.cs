using Verify.Fixtures.Packages;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Workerd;
using Verify.Tests.Ground;

namespace Verify.Tests.ConfigWorker;

/// <summary>KV's edge keeps to each rule that origin/config-worker/network/kv-rules.js quotes.</summary>
[Waits, Parallelizable]
internal sealed class KvRuleTests
{
    // Slow is the time as it is: what is kept for a minute is kept for the whole test. Fast, a minute takes two seconds.
    private const int Fast = 30;

    // What a minute of the design leaves at last is there by then, on the busiest machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TempFolder folder = null!;
    private WorkerdServer slow = null!;
    private WorkerdServer fast = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var ct = CancellationToken.None;
        await NpmPackages.EnsureAsync(WorkerdService.Folder, install: true, TextWriter.Null, ct);
        folder = new();
        var probe = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "harness", "tests", "config-worker", "probe.js"),
            ct
        );
        var edge = new WorkerSystem("edge", "cured")
        {
            Replaced = new Dictionary<string, string> { ["manifest-worker.js"] = probe },
        };
        var local = edge with { Name = "local", Strong = true };
        slow = await WorkerdServer.StartAsync(
            new(folder.File("slow"), LoopbackPort.Lasting(), [edge, local]),
            ct
        );
        fast = await WorkerdServer.StartAsync(
            new(folder.File("fast"), LoopbackPort.Lasting(), [edge]) { Speed = Fast },
            ct
        );
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await slow.DisposeAsync();
        await fast.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task What_a_colo_has_read_it_serves_after_a_change_elsewhere()
    {
        await AskAsync(slow, "lhr.edge", "/put?key=kept&value=1");
        Assert.That(await AskAsync(slow, "lhr.edge", "/get?key=kept"), Is.EqualTo("1"));
        await AskAsync(slow, "sjc.edge", "/put?key=kept&value=2");
        Assert.That(await AskAsync(slow, "lhr.edge", "/get?key=kept"), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_change_is_seen_at_once_where_it_was_made()
    {
        await AskAsync(slow, "sjc.edge", "/put?key=own&value=1");
        await AskAsync(slow, "sjc.edge", "/get?key=own");
        await AskAsync(slow, "sjc.edge", "/put?key=own&value=2");
        Assert.That(await AskAsync(slow, "sjc.edge", "/get?key=own"), Is.EqualTo("2"));
        await AskAsync(slow, "sjc.edge", "/delete?key=own");
        Assert.That(await AskAsync(slow, "sjc.edge", "/get?key=own"), Is.EqualTo("null"));
    }

    [Test]
    public async Task A_colo_that_has_not_found_a_key_does_not_find_it_for_a_while()
    {
        Assert.That(await AskAsync(slow, "lhr.edge", "/get?key=new"), Is.EqualTo("null"));
        await AskAsync(slow, "sjc.edge", "/put?key=new&value=1");
        Assert.That(await AskAsync(slow, "lhr.edge", "/get?key=new"), Is.EqualTo("null"));
    }

    [Test]
    public async Task After_its_time_a_colo_sees_the_change()
    {
        await AskAsync(fast, "lhr.edge", "/put?key=late&value=1");
        await AskAsync(fast, "lhr.edge", "/get?key=late");
        await AskAsync(fast, "sjc.edge", "/put?key=late&value=2");
        Assert.That(
            async () => await AskAsync(fast, "lhr.edge", "/get?key=late"),
            Is.EqualTo("2").After((int)Patience.TotalMilliseconds, 50)
        );
    }

    [Test]
    public async Task What_was_kept_for_a_time_is_gone_after_it()
    {
        await AskAsync(fast, "sjc.edge", "/put?key=short&value=1&expirationTtl=60");
        Assert.That(
            async () => await AskAsync(fast, "sjc.edge", "/get?key=short"),
            Is.EqualTo("null").After((int)Patience.TotalMilliseconds, 50)
        );
    }

    [Test]
    public async Task Without_the_edge_a_change_is_seen_everywhere_at_once()
    {
        await AskAsync(slow, "lhr.local", "/get?key=now");
        await AskAsync(slow, "sjc.local", "/put?key=now&value=1");
        Assert.That(await AskAsync(slow, "lhr.local", "/get?key=now"), Is.EqualTo("1"));
    }

    [TestCase("/get?key=k&cacheTtl=29", "Cache TTL must be at least 30")]
    [TestCase("/put?key=k&value=1&expirationTtl=59", "must be at least 60")]
    public async Task Shorter_than_is_allowed_is_refused(string path, string why) =>
        Assert.That(await AskAsync(slow, "sjc.edge", path), Does.Contain(why));

    [Test]
    public async Task What_is_just_allowed_is_taken()
    {
        Assert.That(
            await AskAsync(slow, "sjc.edge", "/put?key=least&value=1&expirationTtl=60"),
            Is.EqualTo("done")
        );
        Assert.That(
            await AskAsync(slow, "sjc.edge", "/get?key=least&cacheTtl=30"),
            Is.EqualTo("1")
        );
    }

    // The store behind the edge is a real KV, and says so itself.
    [Test]
    public async Task A_key_of_more_than_512_bytes_is_refused() =>
        Assert.That(
            await AskAsync(slow, "sjc.edge", $"/put?key={new string('k', 513)}&value=1"),
            Does.Contain("414").And.Contain("512")
        );

    private static async Task<string> AskAsync(WorkerdServer server, string host, string path)
    {
        using var answer = await server.SendAsync(
            host,
            HttpMethod.Get,
            path,
            CancellationToken.None
        );
        return await answer.Content.ReadAsStringAsync();
    }
}
