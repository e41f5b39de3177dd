using System.Net;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>The battery: every way of asking that players, browsers and caches have, and those that rules of a server tell clients by.</summary>
public static class Questions
{
    // A network of clients beside the one that the machine itself is in (RFC 5735: all of 127/8 is loopback).
    private static readonly IPAddress OtherClient = IPAddress.Parse("127.20.30.40");

    // RFC 5737: addresses that nobody has.
    private const string Elsewhere = "203.0.113.7";

    private const string Player = "https://player.example";

    /// <summary>The first one's answer has the validators that others ask with.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        Question.Get("GET"),
        Question.Of("HEAD", "HEAD"),
        .. Methods(),
        .. Conditions(),
        .. Ranges(),
        .. Codings(),
        .. Clients(),
    ];

    private static Question[] Methods() =>
        [
            Question.Of("OPTIONS", "OPTIONS"),
            Question.Of(
                "OPTIONS",
                "OPTIONS of a browser that asks first",
                ("Origin", Player),
                ("Access-Control-Request-Method", "GET"),
                ("Access-Control-Request-Headers", "range")
            ),
            Question.Of("POST", "POST", ("Content-Length", "0")) with
            {
                IsUnsafe = true,
            },
            Question.Of("DELETE", "DELETE") with
            {
                IsUnsafe = true,
                OnlyMissing = true,
            },
        ];

    private static Question[] Conditions() =>
        [
            Question.Again(
                "GET, If-None-Match of its tag",
                given => [("If-None-Match", given.Tag)]
            ),
            Question.Again(
                "GET, If-None-Match of another tag",
                _ => [("If-None-Match", "\"other\"")]
            ),
            Question.Again(
                "GET, If-Modified-Since its date",
                given => [("If-Modified-Since", given.Date)]
            ),
            Question.Again(
                "GET, If-Modified-Since before its date",
                given => [("If-Modified-Since", given.Moved(-1))]
            ),
            Question.Again(
                "GET, If-Modified-Since after its date",
                given => [("If-Modified-Since", given.Moved(1))]
            ),
            Question.Again("GET, If-Match of another tag", _ => [("If-Match", "\"other\"")]),
            Question.Again(
                "GET, If-Unmodified-Since before its date",
                given => [("If-Unmodified-Since", given.Moved(-1))]
            ),
            Question.Again(
                "GET, If-Range of its tag",
                given => [("Range", "bytes=0-99"), ("If-Range", given.Tag)]
            ),
            Question.Again(
                "GET, If-Range of another tag",
                _ => [("Range", "bytes=0-99"), ("If-Range", "\"other\"")]
            ),
        ];

    private static Question[] Ranges() =>
        [
            Range("the first 100 bytes", "0-99"),
            Range("all but the first 100 bytes", "100-"),
            Range("the last 100 bytes", "-100"),
            Range("two parts", "0-9,20-29"),
            Range("what lies behind the end", $"{long.MaxValue / 2}-"),
        ];

    private static Question[] Codings() =>
        [
            Question.Get("GET, Accept-Encoding: gzip", ("Accept-Encoding", "gzip")) with
            {
                TakesGzip = true,
            },
            Question.Get(
                "GET, Accept-Encoding of a browser",
                ("Accept-Encoding", "gzip, deflate, br, zstd")
            ) with
            {
                TakesGzip = true,
            },
            Question.Get("GET, Accept-Encoding: identity", ("Accept-Encoding", "identity")),
        ];

    private static Question[] Clients() =>
        [
            Client(
                "a browser",
                "User-Agent",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
            ),
            Client(
                "Safari",
                "User-Agent",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            Client(
                "AVPlayer",
                "User-Agent",
                "AppleCoreMedia/1.0.0.22A3354 (iPhone; U; CPU OS 18_0 like Mac OS X; en_us)"
            ),
            Client(
                "ExoPlayer",
                "User-Agent",
                "ExoPlayerDemo/2.19.1 (Linux; Android 14) AndroidXMedia3/1.4.1"
            ),
            Client("FFmpeg", "User-Agent", "Lavf/61.7.100"),
            Client("VLC", "User-Agent", "VLC/3.0.21 LibVLC/3.0.21"),
            Client("curl", "User-Agent", "curl/8.14.1"),
            Client(
                "a crawler",
                "User-Agent",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
            ),
            Client("a page of another site", "Origin", Player),
            Client("a page of this machine", "Origin", "http://localhost:3000"),
            Client("a page from a file", "Origin", "null"),
            Client("a page that another site sent", "Referer", $"{Player}/watch"),
            Client("a search", "Referer", "https://www.google.com/"),
            Client("somebody behind a proxy", "X-Forwarded-For", Elsewhere),
            Client("somebody whom a proxy names", "X-Real-IP", Elsewhere),
            Client("somebody with a cookie", "Cookie", "session=1"),
            Client("somebody who wants no cache", "Cache-Control", "no-cache"),
            Client("somebody who speaks German", "Accept-Language", "de-DE,de;q=0.9"),
            Client("HTTP over TLS at a proxy", "X-Forwarded-Proto", "https"),
            new("GET with a query", (target, _) => HttpAsk.Get($"{target}?_HLS_msn=1&token=x")),
            Question.Get("GET by another address") with
            {
                From = OtherClient,
            },
        ];

    private static Question Range(string what, string range) =>
        Question.Again($"GET, Range of {what}", _ => [("Range", $"bytes={range}")]);

    private static Question Client(string who, string header, string value) =>
        Question.Get($"GET by {who} ({header})", (header, value));
}
