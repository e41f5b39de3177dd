using System.Diagnostics;
using Verify.Engine.Programs;
using Verify.Fixtures.Nix;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>A client with an empty store.</summary>
internal sealed class CacheClient(NixHost nix, string packages) : IDisposable
{
    // For what should take milliseconds, on a machine that is busy.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public NixHost Nix => nix;

    /// <summary>Fetches a path with all that it refers to; nothing is built.</summary>
    public Task<Attempt> FetchAsync(string path, CancellationToken ct, TimeSpan? limit = null) =>
        TryAsync(["nix-store", "--realise", path], limit, ct);

    /// <summary>Fetches a package, or builds it where no cache has it.</summary>
    public Task<Attempt> BuildAsync(
        string package,
        string tag,
        CancellationToken ct,
        TimeSpan? limit = null
    ) =>
        TryAsync(
            ["nix-build", packages, "-A", package, "--argstr", "tag", tag, "--no-out-link"],
            limit,
            ct
        );

    /// <summary>Whether its nix takes a path for whole. A folder proves nothing: what was refused can lie there.</summary>
    public async Task<bool> HasAsync(string path, CancellationToken ct) =>
        (await nix.RunAsync(["nix-store", "--check-validity", path], ct)).ExitCode == 0;

    public void Dispose() => nix.Dispose();

    private async Task<Attempt> TryAsync(
        IReadOnlyList<string> words,
        TimeSpan? limit,
        CancellationToken ct
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ends.CancelAfter(limit ?? Patience);
        var watch = Stopwatch.StartNew();
        try
        {
            var ran = await nix.RunAsync(words, ends.Token);
            return new(ran, watch.Elapsed);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, watch.Elapsed);
        }
    }
}

/// <summary>What became of what a client was asked for.</summary>
/// <param name="Ran">Null where it had not ended in time and was killed.</param>
internal sealed record Attempt(CommandResult? Ran, TimeSpan Took)
{
    public bool Succeeded => Ran?.ExitCode == 0;

    /// <summary>Whether it says that it has built something itself.</summary>
    public bool Built => Ran?.Stderr.Contains("building '", StringComparison.Ordinal) ?? false;

    /// <summary>Where it says that it has copied from; the last.</summary>
    public bool CopiedFrom(string url) =>
        Ran?.Stderr.Contains($"from '{url}'", StringComparison.Ordinal) ?? false;

    /// <summary>In a line.</summary>
    public string Outcome =>
        Ran is null ? $"not ended after {Took.TotalSeconds:0.#} s"
        : Succeeded ? $"exit 0 after {Took.TotalSeconds:0.#} s{(Built ? ", built" : "")}"
        : $"exit {Ran.ExitCode} after {Took.TotalSeconds:0.#} s: {NixError.FirstLine(NixError.Of(Ran))}";
}
