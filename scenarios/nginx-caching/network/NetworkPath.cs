using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>Step 5.14: the origin is reached at its own address, over a cable of its own, and that carries the viewers.</summary>
internal sealed class NetworkPath(Bench bench)
{
    public static string Command(VethPlan plan, int port) =>
        $"ip -d addr show {plan.Device}; ip route get {plan.Address}; ip -s link show {plan.Device}; "
        + $"curl -so /dev/null -w '%{{speed_download}}\\n' http://{plan.Address}:{port}/seg00001.ts";

    public async Task CheckAsync(Step step)
    {
        if (!Lab.IsInside)
        {
            step.Skip(
                "without a lab the network of the profile would be the machine's own, which is not touched: run it in a lab"
            );
            return;
        }
        foreach (var server in bench.Live.Servers)
            await new PathAddresses(step, server).CheckAsync();
        var candidate = bench.Live.Candidates[0];
        using var probe = PathProbe.Make(bench);
        await new PathBytes(step, candidate, probe).CheckAsync();
        await new PathThroughput(step, bench, candidate, probe).CheckAsync();
        await new PathTakenDown(step, candidate, probe).CheckAsync();
    }
}

/// <summary>A file as large as the stream's segments, that stays for as long as it is fetched.</summary>
internal sealed class PathProbe : IDisposable
{
    private const string Name = "verify-probe-path.ts";
    private readonly string file;

    private PathProbe(string file, string target, long size) =>
        (this.file, Target, Size) = (file, target, size);

    public string Target { get; }

    public long Size { get; }

    /// <summary>A copy of the newest segment that the stream lists.</summary>
    public static PathProbe Make(Bench bench)
    {
        var playlist = bench.Site.File(bench.Profile.MediaPlaylists()[0]);
        var media = (MediaPlaylist)Playlist.Parse(File.ReadAllBytes(playlist));
        var newest = Path.Combine(Path.GetDirectoryName(playlist)!, media.Segments[^1].Uri);
        var copy = bench.Site.File(Name);
        File.Copy(newest, copy, overwrite: true);
        return new(copy, bench.Site.Uri(Name), new FileInfo(copy).Length);
    }

    public void Dispose() => File.Delete(file);
}
