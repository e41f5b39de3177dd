using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Rollouts;

/// <summary>What the live server's answers say, held against what they said before the change.</summary>
internal sealed class LiveHeaders(Rollout rollout, IReadOnlyList<ExpectedChange>? expected)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // What differs from one answer to the next without any change of behaviour.
    private static readonly string[] Moving =
    [
        "Date",
        "Last-Modified",
        "ETag",
        "Content-Length",
        "Expires",
        "Age",
    ];

    // Directives that a list of expected changes may name: then what they do to headers is expected.
    private static readonly string[] OfHeaders =
    [
        "add_header",
        "expires",
        "types",
        "default_type",
        "charset",
        "etag",
        "server_tokens",
        "location",
    ];

    // What players and caches go by; without it each decides for itself, or refuses.
    private static readonly (string Name, string Meaning)[] Wanted =
    [
        (
            "Cache-Control",
            "every cache on the way decides for itself how long it keeps the answer (RFC 9111 section 4.2.2)"
        ),
        ("Access-Control-Allow-Origin", "a player in a page of another site is refused"),
    ];

    private Dictionary<string, HttpAnswer>? before;

    public static bool IsMoving(string header) =>
        Moving.Contains(header, StringComparer.OrdinalIgnoreCase);

    private bool AreExpected =>
        expected?.Any(change => OfHeaders.Contains(change.Directive.Split(' ')[0])) == true;

    public async Task RememberAsync(Step step)
    {
        var seen = await AskAsync(step.Ct);
        before = seen.Where(one => one.Answer is not null)
            .ToDictionary(one => one.Kind, one => one.Answer!);
        foreach (var (kind, answer, failure) in seen)
            step.Saw($"{kind}: {(answer is null ? failure : Text(answer))}");
    }

    public async Task AreBackAsync(Step step)
    {
        if (before is null)
            step.CannotTell("headers", "those of before", "step 0.5 did not get that far");
        else
            step.Expect(
                "headers",
                (await AskAsync(step.Ct)).Select(one =>
                    $"{one.Kind}: {(one.Answer is { } got ? Text(got) : one.Failure)}"
                ),
                Is.EqualTo(before.Select(one => $"{one.Key}: {Text(one.Value)}")),
                proves: "rollback"
            );
    }

    /// <summary>The candidate may lose nothing that viewers were given; what they were not given before is a finding.</summary>
    public async Task CheckAsync(Step step)
    {
        var seen = await AskAsync(step.Ct);
        step.Keep(
            "headers-before-and-after.txt",
            string.Join(
                "\n\n",
                seen.Select(one =>
                    $"{one.Kind}\n< {(before?.GetValueOrDefault(one.Kind) is { } was ? Text(was) : "not seen")}\n> {(one.Answer is { } got ? Text(got) : one.Failure)}"
                )
            )
        );
        foreach (var (kind, answer, failure) in seen)
            if (answer is null)
                step.Expect($"{kind}: answers", failure, Is.Null);
            else if (before?.GetValueOrDefault(kind) is { } was)
                Against(step, kind, was, answer);
            else
                step.CannotTell($"{kind}: headers", "those of before", "step 0.5 did not see it");
    }

    private void Against(Step step, string kind, HttpAnswer was, HttpAnswer now)
    {
        step.Expect($"{kind}: status", now.Status, Is.EqualTo(was.Status), "as before the change");
        var lost = Names(was).Except(Names(now), StringComparer.OrdinalIgnoreCase).ToArray();
        string[] changed =
        [
            .. Stable(now)
                .Except(Stable(was))
                .Where(line =>
                    Names(was).Contains(line.Split(':')[0], StringComparer.OrdinalIgnoreCase)
                ),
        ];
        if (AreExpected)
            step.Saw(
                $"{kind}: no longer sent [{string.Join(", ", lost)}], other [{string.Join("; ", changed)}], as the expected changes may have it"
            );
        else
        {
            step.Expect(
                $"{kind}: headers that were sent before the change but are no longer",
                lost,
                Is.Empty,
                "add_header in an inner level drops all add_header lines of outer levels"
            );
            step.Expect(
                $"{kind}: Content-Type",
                now.First("Content-Type"),
                Is.EqualTo(was.First("Content-Type")),
                "as before the change: players rely on it (RFC 8216 section 4)"
            );
            foreach (var line in changed)
                step.Saw($"{kind}: {line} (another value than before)");
        }
        foreach (var (name, meaning) in Wanted)
            if (was.First(name) is null && now.First(name) is null)
                step.Find(
                    $"{kind}: no {name}, before the change and after it",
                    meaning,
                    $"add_header {name} in the location that answers {kind}s",
                    kind: FindingKind.Before,
                    effect: Effect.Error
                );
    }

    private async Task<IReadOnlyList<(string Kind, HttpAnswer? Answer, string? Failure)>> AskAsync(
        CancellationToken ct
    )
    {
        var stream = await rollout.Target.FindAsync(ct);
        var seen = new List<(string, HttpAnswer?, string?)>();
        foreach (
            var (kind, uri) in new[]
            {
                ("master", stream.Master),
                ("manifest", stream.Playlist),
                ("segment", stream.Segment),
            }
        )
            if (uri is not null)
            {
                // A page of another site asks: only then do CORS headers matter.
                var got = await new HeaderProbe(rollout.Target.Endpoint, Timeout).AskAsync(
                    HttpAsk.Get(uri, ("Origin", "https://player.example")),
                    ct
                );
                seen.Add((kind, got.Answer, got.Failure));
            }
        return seen;
    }

    private static IEnumerable<string> Names(HttpAnswer answer) =>
        answer
            .Headers.Select(header => header.Key)
            .Where(name => !IsMoving(name))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Stable(HttpAnswer answer) =>
        answer
            .Headers.Where(header => !IsMoving(header.Key))
            .Select(header => $"{header.Key}: {header.Value}");

    private static string Text(HttpAnswer answer) =>
        $"{answer.Status} {string.Join("; ", Stable(answer))}";
}
