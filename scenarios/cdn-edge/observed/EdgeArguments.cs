using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.CdnEdge.Observed;

/// <summary>Step 5.8 of a target: whether arguments are part of the key, by a few harmless GETs.</summary>
internal sealed class EdgeArguments(TargetOrigin target)
{
    public const string Command = "curl -sI 'URL?verify=1'; curl -sI 'URL?verify=2'";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task CheckAsync(Step step)
    {
        var stream = await target.FindAsync(step.Ct);
        // A segment: it does not change between two looks.
        var plain = await AskAsync(stream.Segment, step.Ct);
        // Nobody has asked for it by these arguments before.
        var mark = Guid.NewGuid().ToString("N")[..8];
        var one = await AskAsync($"{With(stream.Segment)}verify={mark}1", step.Ct);
        var again = await AskAsync($"{With(stream.Segment)}verify={mark}1", step.Ct);
        var other = await AskAsync($"{With(stream.Segment)}verify={mark}2", step.Ct);
        foreach (var (name, answer) in new[] { ("new arguments", one), ("others", other) })
        {
            step.Expect($"{name}: status", answer.Status, Is.EqualTo(plain.Status));
            step.Expect($"{name}: bytes", answer.BodyLength, Is.EqualTo(plain.BodyLength));
        }
        var now = TimeProvider.System.GetUtcNow();
        var (first, second, third) = (
            EdgeLook.Of(one, now),
            EdgeLook.Of(again, now),
            EdgeLook.Of(other, now)
        );
        step.Saw(
            $"new arguments: {first.Text}; the same again: {second.Text}; others: {third.Text}"
        );
        if (first.State is null)
            step.Find(
                "whether arguments are part of the key cannot be told",
                "no header says the state of the cache",
                null,
                kind: FindingKind.NotSeen
            );
        else if (first.State is "HIT")
            step.Find(
                "arguments are no part of the key",
                "if the storage sees them, the answer for ?v=1 is given for ?v=2",
                "leave them out of what the storage is asked, or put them in the key",
                kind: FindingKind.Before
            );
        else if (second.State is "HIT")
            step.Find(
                "arguments are part of the key",
                "arguments of each viewer's own (a token) make the storage answer each viewer",
                "proxy_cache_key without those",
                kind: FindingKind.Before,
                effect: Effect.Waste
            );
    }

    private static string With(string path) =>
        path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?");

    private async Task<HttpAnswer> AskAsync(string path, CancellationToken ct)
    {
        try
        {
            return await FreshAnswer.ToAsync(
                target.Endpoint,
                HttpAsk.Get(path),
                Timeout,
                ct,
                part: _ => { }
            );
        }
        catch (ExchangeFailed failed)
        {
            throw new CannotRun($"{path} cannot be had: {failed.Message}", failed);
        }
    }
}
