using System.IO.Compression;
using Amazon.S3;
using Amazon.S3.Model;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.8: nobody is given what was made for another. Each trial begins with an object that the edge has not seen.</summary>
internal static class EdgeKeys
{
    public const string Command =
        "curl http://127.0.0.1:8081/hls/$ID/master.m3u8?v=1; curl http://127.0.0.1:8081/hls/$ID/master.m3u8?v=2; curl --path-as-is http://127.0.0.1:8081/hls/%2e%2e/x";

    // Of somebody who is allowed to see the storage's answer as something else.
    private const string SignedType = "text/x-shaped-for-another";

    private static readonly TimeSpan SignatureLasts = TimeSpan.FromMinutes(10);

    private static readonly Func<KeyTrial, Task>[] Trials =
    [
        ArgumentsAsync,
        SignedAsync,
        HostAsync,
        RangeAsync,
        HeadAsync,
        GzipAsync,
        CredentialsAsync,
        OriginTrial.CheckAsync,
    ];

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var missing = MissingObjects.SeenAsync(platform, step.Ct);
        foreach (var design in platform.Cached)
        {
            foreach (var trial in Trials)
                await trial(new(platform, design, step));
            await HostileNames.CheckAsync(platform, design, step);
        }
        MissingObjects.Judge(step, await missing);
    }

    private static async Task ArgumentsAsync(KeyTrial trial)
    {
        var one = await trial.NewAsync();
        await trial.GetAsync($"{one.Path}?v=1");
        var second = await trial.GetAsync($"{one.Path}?v=2");
        var asked = (await trial.AskedAsync(one)).Select(request => request.Target[1..]).ToArray();
        var whole = $"{trial.Bucket}/{one.Key}";
        if (trial.IsCured)
        {
            trial.Expect(
                "?v=1, then ?v=2: what S3 was asked for",
                asked,
                Is.EqualTo([whole]),
                "what is not in the key does not reach the storage: then it cannot make a difference"
            );
            return;
        }
        trial.Expect(
            "?v=1, then ?v=2: what S3 was asked for",
            asked,
            Is.EqualTo([$"{whole}?v=1"]),
            "by reading: the arguments are passed on and are not in the key, so the second is answered with the first one's body"
        );
        trial.Find(
            $"as designed, ?v=2 is answered {second.State} with what S3 said to ?v=1; S3 was asked for {string.Join(", ", asked)}",
            "proxy_cache_key $uri leaves the arguments out, and proxy_pass with $request_uri passes them on: who asks first decides what all are given",
            "leave them out of both (a key that is what the storage is asked for), or have them in both"
        );
    }

    // An S3 that answers differently by argument: a signed request may choose the Content-Type.
    private static async Task SignedAsync(KeyTrial trial)
    {
        var one = await trial.NewAsync();
        var storage = trial.Platform.Stores.Bucket(trial.Design) with
        {
            Url = new($"http://{trial.Edge.Settings.Storage}"),
        };
        using var client = storage.Client(SignatureLasts);
        var signed = new Uri(
            client.GetPreSignedURL(
                new GetPreSignedUrlRequest
                {
                    BucketName = storage.Bucket,
                    Key = one.Key,
                    Expires = DateTime.UtcNow + SignatureLasts,
                    Protocol = Protocol.HTTP,
                    ResponseHeaderOverrides = new() { ContentType = SignedType },
                }
            )
        );
        await trial.GetAsync($"{one.Path}{signed.Query}");
        var plain = await trial.GetAsync(one.Path);
        var type = plain.Answer?.First("Content-Type");
        if (trial.IsCured)
        {
            trial.Expect(
                "after a signed request that chose a Content-Type: everybody's Content-Type",
                type,
                Is.EqualTo(StoredObject.PlaylistType),
                "nothing of one viewer's request reaches the storage"
            );
            return;
        }
        trial.Expect(
            "after a signed request that chose a Content-Type: everybody's Content-Type",
            type,
            Is.EqualTo(SignedType),
            "by reading: the signed answer is stored under the name alone"
        );
        trial.Find(
            $"as designed, what S3 answered to a signed request (response-content-type={SignedType}) is given to everybody: {plain.State}, Content-Type {type}",
            "whoever has a signed address decides for all viewers what an object is taken for; were the bucket private, its objects would be public after the first signed request",
            "pass no arguments and no Authorization on; where they are needed, have them in the key"
        );
    }

    // The same name in both buckets, with another content each; the Host names the other's bucket as S3 would read it.
    private static async Task HostAsync(KeyTrial trial)
    {
        var one = await trial.NewAsync();
        var other = PlatformInRun.WithCache.Single(design => design != trial.Design);
        await StoredObject
            .Playlist(one.Key, "of the other bucket")
            .PutAsync(trial.Platform, other, trial.Step.Ct);
        var bucket = trial.Platform.Stores.Bucket(other).Bucket;
        var named = trial.Edge.Endpoint with
        {
            Address = new($"http://{bucket}.{trial.Edge.Settings.Storage}/"),
        };
        var seen = await Crowd.OneAsync(named, HttpAsk.Get(one.Path), trial.Step.Ct);
        var after = await trial.GetAsync(one.Path);
        trial.Expect(
            "Host names another bucket: the viewer, and the next one, are given the edge's own object",
            (seen.IsWhole(one), after.IsWhole(one)),
            Is.EqualTo((true, true)),
            "the storage is told the edge's own Host"
        );
    }

    private static async Task RangeAsync(KeyTrial trial)
    {
        const int bytes = 100_000;
        const int from = 50_000;
        const int to = 50_099;
        var one = await StoredObject
            .Segment(bytes)
            .PutAsync(trial.Platform, trial.Design, trial.Step.Ct);
        var part = await trial.GetAsync(one.Path, ("Range", $"bytes={from}-{to}"));
        var whole = await trial.GetAsync(one.Path);
        trial.Expect(
            "a range first: status, and whether those bytes came",
            (
                part.Status,
                part.Answer?.Body.Span.SequenceEqual(one.Content.AsSpan()[from..(to + 1)])
            ),
            Is.EqualTo(("206", (bool?)true))
        );
        trial.Expect(
            "a range first: the next viewer is given the whole object",
            whole.IsWhole(one),
            Is.True,
            "a part that is stored as the whole would end every player"
        );
        trial.Expect(
            "a range first: ranges that S3 was asked for",
            (await trial.AskedAsync(one)).Select(request => request.Range),
            Is.EqualTo([""]),
            "nginx fetches the whole once, and cuts the part out itself"
        );
    }

    private static async Task HeadAsync(KeyTrial trial)
    {
        var one = await trial.NewAsync();
        var head = await trial.AskAsync(HttpAsk.Of("HEAD", one.Path));
        var whole = await trial.GetAsync(one.Path);
        trial.Expect(
            "HEAD first: its status and Content-Length",
            (head.Status, head.Answer?.First("Content-Length")),
            Is.EqualTo(("200", $"{one.Content.Length}"))
        );
        trial.Expect(
            "HEAD first: the next viewer is given the whole object",
            whole.IsWhole(one),
            Is.True,
            "proxy_cache_convert_head: an answer without a body is never stored as one"
        );
    }

    private static async Task GzipAsync(KeyTrial trial)
    {
        var one = await trial.NewAsync();
        var packed = await trial.GetAsync(one.Path, ("Accept-Encoding", "gzip"));
        var plain = await trial.GetAsync(one.Path);
        trial.Expect(
            "gzip first: it is compressed, and whole",
            packed.Answer?.First("Content-Encoding") == "gzip"
                && Unpacked(packed.Answer.Body).AsSpan().SequenceEqual(one.Content),
            Is.True
        );
        trial.Expect(
            "gzip first: who cannot read it is given plain bytes",
            (plain.Answer?.First("Content-Encoding"), plain.IsWhole(one)),
            Is.EqualTo(((string?)null, true)),
            "the cache holds plain bytes"
        );
        var vary = packed.Answer?.First("Vary");
        trial.Expect(
            "gzip: what a cache behind the edge is told (Vary)",
            vary,
            trial.IsCured ? Is.EqualTo("Accept-Encoding") : Is.Null,
            trial.IsCured
                ? "gzip_vary: it must not give compressed bytes to who cannot read them"
                : "by reading: gzip_vary is off by default"
        );
        if (!trial.IsCured)
            trial.Find(
                "as designed, a compressed playlist is sent without Vary: Accept-Encoding",
                "a cache behind the edge (an ISP's, a company's) keeps it for an hour and gives it to players that cannot read it",
                "gzip_vary on"
            );
    }

    // Of one viewer: neither decides what another is given.
    private static async Task CredentialsAsync(KeyTrial trial)
    {
        var one = await trial.NewAsync();
        var cookie = await trial.GetAsync(one.Path, ("Cookie", "session=a"));
        var other = await trial.GetAsync(one.Path, ("Cookie", "session=b"));
        trial.Expect(
            "with a cookie each: both are given the object, and no cookie",
            new[] { cookie, other }.All(seen =>
                seen.IsWhole(one) && seen.Answer!.First("Set-Cookie") is null
            ),
            Is.True
        );
        var cold = await trial.NewAsync();
        var authorized = await trial.GetAsync(cold.Path, ("Authorization", "Bearer of-an-app"));
        trial.Expect(
            "with Authorization, for a cold object: status",
            authorized.Status,
            trial.IsCured ? Is.EqualTo("200") : Is.Not.EqualTo("200"),
            trial.IsCured
                ? "it is not passed on: everybody is given the same"
                : "by reading: it is passed on, and is no signature that S3 knows"
        );
        if (!trial.IsCured)
            trial.Find(
                $"as designed, a viewer whose player sends Authorization is refused ({authorized.Status}) while an object is cold, and is shown it while it is cached",
                "what S3 is asked depends on one viewer, and what is stored does not: an error that comes and goes with the cache",
                "proxy_set_header Authorization \"\"",
                Effect.Error
            );
        trial.Expect(
            "after that: who sends none is given the object",
            (await trial.GetAsync(cold.Path)).IsWhole(cold),
            Is.True,
            "a refusal is nobody else's"
        );
    }

    private static byte[] Unpacked(ReadOnlyMemory<byte> packed)
    {
        using var zip = new GZipStream(
            new MemoryStream(packed.ToArray()),
            CompressionMode.Decompress
        );
        using var plain = new MemoryStream();
        zip.CopyTo(plain);
        return plain.ToArray();
    }
}
