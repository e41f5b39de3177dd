using System.Net.Http.Json;
using System.Text;
using Verify.Tests.Ground;

namespace Verify.Tests.VideoPlatform;

/// <summary>The API as its clients see it.</summary>
[Parallelizable, Waits]
public sealed class ApiTests
{
    private const string Source = "lavfi:testsrc2=duration=2";

    private Stores stores = null!;
    private PlatformProcess api = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        stores = await Stores.StartAsync(default);
        api = await PlatformProcess.StartAsync("api", stores.Environment, default);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await api.DisposeAsync();
        await stores.DisposeAsync();
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_video_goes_from_pending_to_processing_once(CancellationToken ct)
    {
        var id = await api.NewVideoAsync(Source, ct);
        var video = await api.VideoAsync(id, ct);
        Assert.That(video.GetProperty("status").GetString(), Is.EqualTo("PENDING_UPLOAD"));
        Assert.That(video.GetProperty("hls_url").GetString(), Is.Null);

        using var first = await api.ProcessAsync(id, ct);
        Assert.That((int)first.StatusCode, Is.EqualTo(202));
        Assert.That(
            (await api.VideoAsync(id, ct)).GetProperty("status").GetString(),
            Is.EqualTo("PROCESSING")
        );
        foreach (var query in new[] { "", "?again=true" })
        {
            using var refused = await api.ProcessAsync(id, ct, query);
            await MustBeProblemAsync(refused, 409, ct);
        }
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task What_is_cached_is_the_whole_of_it_under_the_seeds_key_for_the_seeds_time(
        CancellationToken ct
    )
    {
        var id = await api.NewVideoAsync(Source, ct);
        await api.VideoAsync(id, ct);
        var cached = System.Text.Json.JsonDocument.Parse(
            (await stores.RedisCli.GetAsync($"video:{id}", ct))!
        );
        var shown = await api.VideoAsync(id, ct);
        Assert.That(
            cached.RootElement.EnumerateObject().Select(one => $"{one}"),
            Is.EqualTo(shown.EnumerateObject().Select(one => $"{one}"))
        );
        Assert.That(
            await stores.RedisCli.LifetimeAsync($"video:{id}", ct),
            Is.GreaterThan(TimeSpan.FromMinutes(4)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(5))
        );
    }

    [TestCase("{")]
    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"user_id": "me", "title": "a", "original_url": "lavfi:testsrc2"}""")]
    [TestCase("""{"title": "a", "original_url": "lavfi:testsrc2"}""")]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "original_url": "lavfi:testsrc2"}"""
    )]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "title": " ", "original_url": "lavfi:testsrc2"}"""
    )]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "title": "a\u0000", "original_url": "lavfi:testsrc2"}"""
    )]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "title": "\ud800", "original_url": "lavfi:testsrc2"}"""
    )]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "title": 5, "original_url": "lavfi:testsrc2"}"""
    )]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "title": "a", "original_url": "file:///etc/passwd"}"""
    )]
    [TestCase(
        """{"user_id": "11111111-1111-1111-1111-111111111111", "title": "a", "original_url": "lavfi:movie=/etc/passwd"}"""
    )]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_body_that_is_none_is_a_problem_of_the_clients(
        string body,
        CancellationToken ct
    )
    {
        using var answer = await api.Client.PostAsync(
            "/v1/videos",
            new StringContent(body, Encoding.UTF8, "application/json"),
            ct
        );
        await MustBeProblemAsync(answer, 400, ct);
    }

    [TestCase("a", 255, 201)]
    [TestCase("a", 256, 400)]
    // Characters, and not the halves of which .NET makes them.
    [TestCase("\U0001F3AC", 255, 201)]
    [TestCase("\U0001F3AC", 256, 400)]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_title_has_up_to_255_characters(
        string character,
        int count,
        int status,
        CancellationToken ct
    )
    {
        var title = string.Concat(Enumerable.Repeat(character, count));
        using var answer = await api.Client.PostAsJsonAsync(
            "/v1/videos",
            new
            {
                user_id = Guid.NewGuid(),
                title,
                original_url = Source,
            },
            ct
        );
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        if (status == 201)
            Assert.That(
                (await PlatformProcess.BodyAsync(answer, ct)).GetProperty("title").GetString(),
                Is.EqualTo(title)
            );
    }

    [TestCase("1", 400)]
    [TestCase("%20{0}", 400)]
    [TestCase("{{{0}}}", 400)]
    [TestCase("{0}'--", 400)]
    [TestCase("{0}%0d%0aSET%20a%20b", 400)]
    [TestCase("..%2f..%2fhealth", 400)]
    [TestCase("{0}/..%2f{0}", 404)]
    [TestCase("00000000-0000-0000-0000-000000000000", 404)]
    [CancelAfter(Hang.Milliseconds)]
    public async Task An_id_that_is_none_or_nobodys_is_a_problem_of_the_clients(
        string id,
        int status,
        CancellationToken ct
    )
    {
        var path = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            id,
            await api.NewVideoAsync(Source, ct)
        );
        using var answer = await api.Client.GetAsync($"/v1/videos/{path}", ct);
        await MustBeProblemAsync(answer, status, ct);
    }

    // The web server itself refuses it, before anyone could make something of it.
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task A_path_with_a_NUL_is_refused(CancellationToken ct)
    {
        using var answer = await api.Client.GetAsync($"/v1/videos/{Guid.NewGuid()}%00", ct);
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(await answer.Content.ReadAsStringAsync(ct), Is.Empty);
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Other_paths_methods_and_bodies_are_problems_too(CancellationToken ct)
    {
        using var nowhere = await api.Client.GetAsync("/v2", ct);
        await MustBeProblemAsync(nowhere, 404, ct);
        using var deleted = await api.Client.DeleteAsync($"/v1/videos/{Guid.NewGuid()}", ct);
        await MustBeProblemAsync(deleted, 405, ct);
        using var text = await api.Client.PostAsync("/v1/videos", new StringContent("{}"), ct);
        await MustBeProblemAsync(text, 415, ct);
        using var much = await api.Client.PostAsJsonAsync(
            "/v1/videos",
            new string('a', 70_000),
            ct
        );
        await MustBeProblemAsync(much, 413, ct);
        using var maybe = await api.ProcessAsync(Guid.NewGuid(), ct, "?again=maybe");
        await MustBeProblemAsync(maybe, 400, ct);
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Health_and_metrics_are_told(CancellationToken ct)
    {
        Assert.That(
            await api.Client.GetStringAsync("/health", ct),
            Is.EqualTo("""{"status":"ok","design":"cured","postgres":"up","redis":"up"}""")
        );
        var id = await api.NewVideoAsync(Source, ct);
        var before = await CountAsync("video_cache_hits_total", ct);
        await api.VideoAsync(id, ct);
        await api.VideoAsync(id, ct);
        Assert.That(await CountAsync("video_cache_hits_total", ct), Is.EqualTo(before + 1));
    }

    [TestCase("api", "REDIS_TTL", "5", 2, "REDIS_TTL: '5' is not allowed; give a duration")]
    [TestCase("worker", "VIDEO_DESIGN", "best", 2, "give without, as-designed, cured")]
    [TestCase("migrate", "POSTGRES_PORT", "1", 3, "video-platform: ")]
    [TestCase("api", "POSTGRES_PASSWORD", "", 2, "is no program", TestName = "Without_a_program")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task What_it_cannot_start_with_is_said_in_a_line(
        string program,
        string name,
        string value,
        int exitCode,
        string said,
        CancellationToken ct
    )
    {
        var environment = stores.Environment;
        environment[name] = value;
        string[] arguments = said == "is no program" ? [program, "and", "more"] : [program];
        var ended = await PlatformProcess.EndAsync(arguments, environment, ct);
        Assert.That(ended.ExitCode, Is.EqualTo(exitCode), ended.Stderr);
        Assert.That(ended.Stderr, Does.StartWith("video-platform: ").And.Contain(said));
        Assert.That(ended.Stderr.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    private async Task<double> CountAsync(string name, CancellationToken ct) =>
        (await api.Client.GetStringAsync("/metrics", ct))
            .Split('\n')
            .Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal))
            .Select(line =>
                double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
            )
            .Single();

    private static async Task MustBeProblemAsync(
        HttpResponseMessage answer,
        int status,
        CancellationToken ct
    )
    {
        var body = await answer.Content.ReadAsStringAsync(ct);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        Assert.That(
            answer.Content.Headers.ContentType?.MediaType,
            Is.EqualTo("application/problem+json"),
            body
        );
        // No stack, no type, no statement.
        Assert.That(
            body,
            Does.Not.Contain("   at ").And.Not.Contain("Exception").And.Not.Contain("SELECT")
        );
    }
}
