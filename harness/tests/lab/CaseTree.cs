using System.Runtime.CompilerServices;

namespace Verify.Tests.Lab;

/// <summary>A machine on which nginx serves a live stream by a tree that came out wrong once (beside this file, in trees).</summary>
internal sealed class CaseTree : IAsyncDisposable
{
    /// <summary>Where it lies in the machine.</summary>
    public const string Folder = "/tmp/site";

    // The machine's own; the trees say /srv/live.
    private const string Live = "/tmp/live";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private CaseTree(Machine machine) => Machine = machine;

    public Machine Machine { get; }

    /// <param name="tree">Its name.</param>
    /// <param name="playlist">What the encoder writes, from /srv/live.</param>
    public static async Task<CaseTree> StartAsync(
        string tree,
        string playlist,
        CancellationToken ct
    )
    {
        var machine = await Machine.StartAsync(ct, "ip link set lo up");
        var started = new CaseTree(machine);
        started.Put(tree, Folder);
        var file = $"{Live}/{playlist}";
        await machine.ShellAsync(
            $"mkdir -p {Live}/run {Live}/run2 {Live}/log {Path.GetDirectoryName(file)}; chmod -R a+rX {Live}",
            ct
        );
        var encode =
            "ffmpeg -nostdin -loglevel error -re -f lavfi -i testsrc=size=320x180:rate=25 -c:v libx264 -preset ultrafast -g 50 "
            + $"-f hls -hls_time 2 -hls_list_size 6 -hls_flags delete_segments+temp_file {file}";
        Assert.That(
            await machine.ShellAsync($"nohup sh -c '{encode}' >/dev/null 2>&1 &", ct),
            Is.Empty
        );
        Assert.That(await machine.ShellAsync($"nginx -c {Folder}/nginx.conf 2>&1", ct), Is.Empty);
        while (await machine.ShellAsync($"grep -cs '[.]ts' {file}", ct) is "" or "0" or "1")
            await Task.Delay(BetweenLooks, ct);
        return started;
    }

    /// <summary>Copies a tree into the machine.</summary>
    public void Put(string tree, string folder)
    {
        var from = new DirectoryInfo(
            Path.Combine(Path.GetDirectoryName(ThisFile())!, "trees", tree)
        );
        foreach (var file in from.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(
                Machine.Path(folder),
                Path.GetRelativePath(from.FullName, file.FullName)
            );
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (file.LinkTarget is { } target)
                File.CreateSymbolicLink(to, target);
            else
                File.WriteAllText(
                    to,
                    File.ReadAllText(file.FullName)
                        .Replace("/srv/live", Live, StringComparison.Ordinal)
                );
        }
    }

    public StartedProgram Apply(params string[] more) =>
        Machine.Verify([
            "scenario",
            "nginx-caching",
            "--apply-to",
            Folder,
            "--out",
            Machine.Out,
            .. more,
        ]);

    public ValueTask DisposeAsync() => Machine.DisposeAsync();

    private static string ThisFile([CallerFilePath] string here = "") => here;
}
