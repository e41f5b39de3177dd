using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 3.2: what each edge says of its cache (X-Cache-Status) in every state that can be brought about.</summary>
internal static class EdgeStates
{
    public const string Command =
        "curl -sI http://127.0.0.1:8081/hls/$ID/master.m3u8 | grep X-Cache-Status";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        foreach (var design in PlatformInRun.Cached)
            await OfAsync(platform, design, step);
    }

    private static async Task OfAsync(PlatformInRun platform, string design, Step step)
    {
        var edge = platform.Edge(design);
        var video = await platform.VideoAsync(design, step.Ct);
        var probe = new HeaderProbe(edge.Endpoint, Timeout);
        async Task<string> StateAsync() =>
            (await probe.AskAsync(HttpAsk.Get(video.Master), step.Ct)) is { Answer: { } answer }
                ? $"{answer.Status} {answer.First("X-Cache-Status")}"
                : "no answer";
        step.Expect($"{design}: the first request", await StateAsync(), Is.EqualTo("200 MISS"));
        step.Expect($"{design}: the second request", await StateAsync(), Is.EqualTo("200 HIT"));
        await Task.Delay(edge.Settings.PlaylistValid + TimeSpan.FromSeconds(1), step.Ct);
        edge.Storage.Fault = Fault.Refuse;
        try
        {
            step.Saw($"{design}: after its time, storage away: {await StateAsync()}");
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
    }
}
