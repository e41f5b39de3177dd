using NUnit.Framework;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tracing;
using Verify.Instruments.Nginx.Inforce;
using Verify.Origin.Nginx;
using Verify.Scenarios.Ablation;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Ablation;

/// <summary>
/// Step 5.9: whether what the change sets does anything, by taking it out alone and counting what nginx then asks of
/// the kernel. What counts the same without it has no effect.
/// </summary>
internal sealed class WithoutEffect(OriginSetup setup, LiveOrigin live)
{
    public const string Command =
        "strace -f -c -p WORKER...  # while segments and playlists are fetched, with and without the directive";

    private const string Buffers = "output_buffers";
    private const string MultiAccept = "multi_accept";
    private const string Off = "sendfile off";

    private static readonly (string Server, NginxVariant Variant)[] Changed =
    [
        ("candidate", NginxVariant.Standalone),
        ("module", NginxVariant.Module),
    ];

    private readonly List<CountedRequests> counted = [];

    public async Task CheckAsync(Step step)
    {
        using var files = await CountedFiles.CopyAsync(setup.Stream, step.Ct);
        try
        {
            await CountAsync(step, files);
        }
        catch (SystemCallsHidden hidden)
        {
            step.Find(
                $"whether {Buffers} has an effect could not be shown: {hidden.Message}",
                "it is unknown whether it helps viewers",
                "run it on a machine where strace is installed and may attach",
                kind: FindingKind.NotSeen,
                effect: Effect.Waste
            );
            step.Saw("not counted");
            return;
        }
        step.Keep("system-calls.txt", CountedRequests.Table(counted));
        foreach (var one in counted)
            step.Measure(one.AsMeasurement());
        foreach (var file in files.All)
            Judge(step, file);
        JudgeMultiAccept(step, files.Playlist);
    }

    private async Task CountAsync(Step step, CountedFiles files)
    {
        var (standalone, module) = (
            setup.Of(NginxVariant.Standalone).Now.Text,
            setup.Of(NginxVariant.Module).Now.Text
        );
        await OneAsync(step, live.Baseline.Nginx, files);
        await OneAsync(step, live.Candidates[0].Nginx, files);
        await VariantAsync(step, Without("candidate", Buffers), standalone.Without(Buffers), files);
        // The control: here every byte passes through nginx's memory, and the buffers must show.
        var off = standalone.With("sendfile", "off");
        await VariantAsync(step, $"candidate, {Off}", off, files);
        await VariantAsync(
            step,
            Without($"candidate, {Off}", Buffers),
            off.Without(Buffers),
            files
        );
        await OneAsync(step, live.Candidates[1].Nginx, files);
        await VariantAsync(step, Without("module", Buffers), module.Without(Buffers), files);
        await VariantAsync(
            step,
            Without("module", MultiAccept),
            module.Without(MultiAccept),
            files
        );
    }

    private Task VariantAsync(Step step, string name, string configuration, CountedFiles files) =>
        setup.Servers.ServeAsync(
            name,
            configuration,
            server => OneAsync(step, server, files),
            step.Ct
        );

    private async Task<int> OneAsync(Step step, NginxServer server, CountedFiles files)
    {
        step.Progress($"system calls of {server.Endpoint.Name}");
        foreach (var file in files.All)
            counted.Add(await CountedRequests.CountAsync(server, file, step.Ct));
        return counted.Count;
    }

    private void Judge(Step step, CountedFile file)
    {
        var off = Of($"candidate, {Off}", file);
        var offWithout = Of(Without($"candidate, {Off}", Buffers), file);
        step.Expect(
            $"{file.Kind}, {Off}: reads of the file into nginx's memory",
            off.Reads,
            Is.GreaterThan(0),
            "control: when the bytes pass through nginx, the instrument sees it"
        );
        var same = new List<string>();
        foreach (var (server, _) in Changed.Where(one => Sets(one.Variant, file)))
        {
            var (with, without) = (Of(server, file), Of(Without(server, Buffers), file));
            var says =
                $"{server} {with.Reads:0.#} reads and {with.Sendfiles:0.#} sendfile calls per {file.Kind} with it, "
                + $"{without.Reads:0.#} and {without.Sendfiles:0.#} without";
            step.Saw($"{Buffers}, {file.Kind}: {says}");
            if (with.Reads == without.Reads)
                same.Add(says);
        }
        step.Saw(
            $"{Buffers}, {file.Kind}, with {Off}: {off.Reads:0.#} reads with it, {offWithout.Reads:0.#} without"
        );
        if (same.Count == 0 || off.Reads == 0)
            return;
        step.Find(
            $"{Buffers} of the {file.Kind} location has no effect while sendfile is on: {string.Join("; ", same)} "
                + $"({file.Length} bytes; system-calls.txt)",
            "the same calls send the same bytes: nothing starts sooner, and no memory is saved. "
                + (
                    off.Reads == offWithout.Reads
                        ? $"With {Off} it would do nothing either ({off.Reads:0.#} reads with it, {offWithout.Reads:0.#} without): one default buffer holds the whole {file.Kind}"
                        : $"With {Off} it would have an effect ({off.Reads:0.#} reads with it, {offWithout.Reads:0.#} without)"
                ),
            $"leave it out; where sendfile must be off, set it there and measure (files of 4 MB and more bypass sendfile too, because of directio)",
            kind: FindingKind.Unsolved,
            effect: Effect.Cosmetic
        );
    }

    private bool Sets(NginxVariant variant, CountedFile file) =>
        Effective.At(setup.Of(variant).Now.Conf, file.Target).Of(Buffers).Standing
        != Standing.Default;

    // Every connection here is one of its own: a worker that is to take all that wait asks once more, in vain.
    private void JudgeMultiAccept(Step step, CountedFile file)
    {
        var (with, without) = (Of("module", file), Of(Without("module", MultiAccept), file));
        var (before, after) = (Of("baseline", file), Of("candidate", file));
        step.Saw(
            $"{MultiAccept}: accept4 calls per connection: module {with.Accepts:0.#} with it, {without.Accepts:0.#} without; "
                + $"standalone {before.Accepts:0.#} before the change, {after.Accepts:0.#} after it"
        );
        if (
            setup.Of(NginxVariant.Module).Now.Text.Without(MultiAccept)
                != setup.Of(NginxVariant.Module).Now.Text
            && with.Accepts == without.Accepts
        )
            step.Find(
                $"module: {MultiAccept} on has no effect: {with.Accepts:0.#} accept4 calls per connection with it and without",
                "viewers who arrive at the same time are accepted as before",
                "leave it out",
                kind: FindingKind.Unsolved,
                effect: Effect.Cosmetic
            );
    }

    private CountedRequests Of(string server, CountedFile file) =>
        counted.Single(one => one.Server == server && one.File == file);

    private static string Without(string server, string directive) =>
        $"{server} without {directive}";
}
