using System.Net;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>One way to ask for a file.</summary>
/// <param name="Name">As a difference names it, such as "GET, Range of the first 100 bytes".</param>
public sealed record Question(string Name, Func<string, Validators, HttpAsk> Ask)
{
    /// <summary>The client's address; null for the one that any program of this machine has.</summary>
    public IPAddress? From { get; init; }

    /// <summary>It depends on the version that was given before: nothing to ask of a file that moves.</summary>
    public bool OfOneVersion { get; init; }

    /// <summary>Only where nothing is there to be changed by it.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>Not GET, HEAD or OPTIONS: never sent to a server that others use.</summary>
    public bool IsUnsafe { get; init; }

    /// <summary>The client says that it takes gzip.</summary>
    public bool TakesGzip { get; init; }

    public static Question Get(string name, params (string Name, string Value)[] headers) =>
        Of("GET", name, headers);

    public static Question Of(
        string method,
        string name,
        params (string Name, string Value)[] headers
    ) => new(name, (target, _) => HttpAsk.Of(method, target, headers));

    /// <summary>Of a version that was given before.</summary>
    public static Question Again(
        string name,
        Func<Validators, (string Name, string Value)[]> headers
    ) => new(name, (target, given) => HttpAsk.Get(target, headers(given))) { OfOneVersion = true };
}
