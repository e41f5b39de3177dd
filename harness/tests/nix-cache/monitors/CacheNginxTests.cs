using System.Net;
using Verify.Origin.NixCache.Designs;
using Verify.Tests.Ground;

namespace Verify.Tests.NixCache.Monitors;

/// <summary>What the real nginx hands out on each design's configuration.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CacheNginxTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Secret = "cache-1.secret";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Cured_serves_a_cache_and_nothing_else(CancellationToken ct)
    {
        await using var cache = await ServedCache.StartAsync(CuredCache.Design, ct);
        using var client = new HttpClient { BaseAddress = new(cache.Server.Url) };
        await File.WriteAllTextAsync($"{cache.Server.Folder}/{Secret}", "k", ct);
        // A name that is allowed, and points at what is not.
        File.CreateSymbolicLink(
            $"{cache.Server.Folder}/{ServedCache.Missing}",
            $"{cache.Server.Folder}/{Secret}"
        );

        (string Path, HttpStatusCode Status, string? Type)[] expected =
        [
            ("nix-cache-info", HttpStatusCode.OK, "text/x-nix-cache-info"),
            (ServedCache.Narinfo, HttpStatusCode.OK, "text/x-nix-narinfo"),
            (ServedCache.Nar, HttpStatusCode.OK, "application/x-nix-nar"),
            (Secret, HttpStatusCode.NotFound, null),
            ("nar/", HttpStatusCode.NotFound, null),
            ("", HttpStatusCode.NotFound, null),
            ($"nar/..%2f{Secret}", HttpStatusCode.NotFound, null),
            (ServedCache.Missing, HttpStatusCode.Forbidden, null),
        ];
        foreach (var (path, status, type) in expected)
        {
            using var answer = await client.GetAsync(path, ct);
            Assert.That(answer.StatusCode, Is.EqualTo(status), path);
            if (type is not null)
                Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo(type), path);
        }
        using var put = await client.PutAsync(ServedCache.Narinfo, new StringContent("x"), ct);
        Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task As_designed_serves_whatever_lies_there(CancellationToken ct)
    {
        await using var cache = await ServedCache.StartAsync(AsDesignedCache.Design, ct);
        using var client = new HttpClient { BaseAddress = new(cache.Server.Url) };
        await File.WriteAllTextAsync($"{cache.Server.Folder}/{Secret}", "k", ct);

        Assert.That(await client.GetStringAsync(Secret, ct), Is.EqualTo("k"));
    }
}
