using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Verify.Tests.VideoPlatform;

/// <summary>
/// So much of S3's protocol as a worker speaks, in this process: so that a test can see every object, and hold one while it is
/// stored. What a real one makes of the same requests is not seen here.
/// </summary>
internal sealed class TestS3 : IAsyncDisposable
{
    public const string Bucket = "videos";

    private readonly WebApplication app;
    private readonly Lock turn = new();

    private TestS3(WebApplication app) => this.app = app;

    public ConcurrentDictionary<string, StoredObject> Objects { get; } = new();

    /// <summary>Whether If-Match is taken without quotes alone, as by radosgw.</summary>
    public bool HasBareTags { get; set; }

    /// <summary>Called with the name of each object before it is stored.</summary>
    public Func<string, CancellationToken, Task> BeforePut { get; set; } =
        (_, _) => Task.CompletedTask;

    public string Address =>
        app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();

    public static async Task<TestS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var s3 = new TestS3(app);
        app.Run(s3.AnswerAsync);
        await app.StartAsync();
        return s3;
    }

    public string[] NamesIn(string folder) =>
        [
            .. Objects
                .Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Path.Value![$"/{Bucket}".Length..].TrimStart('/');
        var ct = context.RequestAborted;
        switch (context.Request.Method)
        {
            case "PUT":
                using (var body = new MemoryStream())
                {
                    await context.Request.Body.CopyToAsync(body, ct);
                    await BeforePut(name, ct);
                    Put(context, name, body.ToArray());
                }
                break;
            case "DELETE":
                Objects.TryRemove(name, out _);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "GET" when name.Length == 0:
                await context.Response.WriteAsync(Listed(context.Request.Query["prefix"]!), ct);
                break;
            case "GET" when Objects.TryGetValue(name, out var found):
                context.Response.Headers.ETag = found.Tag;
                await context.Response.Body.WriteAsync(found.Body, ct);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private void Put(HttpContext context, string name, byte[] body)
    {
        var headers = context.Request.Headers;
        lock (turn)
        {
            var there = Objects.GetValueOrDefault(name);
            if (
                headers.IfNoneMatch == "*" && there is not null
                || headers.IfMatch is { Count: > 0 } wanted && wanted != Wanted(there)
            )
            {
                context.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                return;
            }
            var stored = new StoredObject(
                body,
                $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"",
                context.Request.ContentType,
                headers.CacheControl,
                headers["x-amz-meta-version"]
            );
            Objects[name] = stored;
            context.Response.Headers.ETag = stored.Tag;
        }
    }

    private string? Wanted(StoredObject? there) => HasBareTags ? there?.Tag.Trim('"') : there?.Tag;

    private string Listed(string prefix)
    {
        XNamespace s3 = "http://s3.amazonaws.com/doc/2006-03-01/";
        return new XElement(
            s3 + "ListBucketResult",
            NamesIn(prefix)
                .Select(name => new XElement(s3 + "Contents", new XElement(s3 + "Key", name)))
        ).ToString();
    }
}

/// <summary>An object, and what was said of it.</summary>
internal sealed record StoredObject(
    byte[] Body,
    string Tag,
    string? ContentType,
    string? CacheControl,
    string? Version
)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
