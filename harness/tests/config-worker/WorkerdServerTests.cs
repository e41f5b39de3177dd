using Verify.Fixtures.Packages;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Workerd;
using Verify.Tests.Ground;

namespace Verify.Tests.ConfigWorker;

/// <summary>A workerd that cannot start says why; one that was killed goes on with the data that it had.</summary>
[Waits, Parallelizable]
internal sealed class WorkerdServerTests
{
    private const string Playlist = "/demo/sports1/v_1600k.m3u8";

    private TempFolder folder = null!;

    [SetUp]
    public async Task Make()
    {
        await NpmPackages.EnsureAsync(
            WorkerdService.Folder,
            install: true,
            TextWriter.Null,
            CancellationToken.None
        );
        folder = new();
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_worker_that_does_not_start_is_named() =>
        Assert.That(
            async () => await StartAsync("playlists.js", "export const masterPlaylist = ;"),
            Throws
                .TypeOf<CannotRun>()
                .With.Message.Contains("workerd ended with exit")
                .And.Message.Contains("playlists.js")
        );

    [Test]
    public async Task A_worker_that_throws_answers_500_and_the_others_go_on()
    {
        await using var server = await StartAsync(
            "playlists.js",
            "export const masterPlaylist = () => { throw new Error('broken on purpose'); };\nexport const mediaPlaylist = () => '#EXTM3U';"
        );
        var ct = CancellationToken.None;
        using var master = await server.SendAsync(
            "sjc.one",
            HttpMethod.Get,
            "/demo/sports1/master.m3u8",
            ct
        );
        using var media = await server.SendAsync("sjc.one", HttpMethod.Get, Playlist, ct);

        Assert.That((int)master.StatusCode, Is.EqualTo(500));
        Assert.That(await master.Content.ReadAsStringAsync(ct), Does.Contain("broken on purpose"));
        Assert.That((int)media.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task After_a_kill_it_goes_on_with_its_data()
    {
        var ct = CancellationToken.None;
        await using var server = await StartAsync("none.js", "");
        const string cue =
            """{"org":"demo","channel":"sports1","type":"start","id":"kept","duration":30}""";
        (await server.SendAsync("sjc.one", HttpMethod.Post, "/cue", ct, cue)).Dispose();
        await server.KillAsync(ct);
        Assert.That(server.MustRun, Throws.TypeOf<CannotRun>());
        await server.StartAgainAsync(ct);
        using var answer = await server.SendAsync("lhr.one", HttpMethod.Get, Playlist, ct);

        Assert.That(await answer.Content.ReadAsStringAsync(ct), Does.Contain("ID=\"kept\""));
    }

    [Test]
    public async Task A_host_of_no_system_is_told_which_there_are()
    {
        await using var server = await StartAsync("none.js", "");
        using var answer = await server.SendAsync(
            "sjc.two",
            HttpMethod.Get,
            Playlist,
            CancellationToken.None
        );

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(
            await answer.Content.ReadAsStringAsync(),
            Does.Contain("sjc.two is none of").And.Contain("one.SJC")
        );
    }

    private Task<WorkerdServer> StartAsync(string module, string text) =>
        WorkerdServer.StartAsync(
            new(
                folder.Path,
                LoopbackPort.Lasting(),
                [
                    new("one", "cured")
                    {
                        Replaced = new Dictionary<string, string> { [module] = text },
                    },
                ]
            ),
            CancellationToken.None
        );
}
