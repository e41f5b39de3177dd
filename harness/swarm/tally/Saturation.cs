using Verify.Swarm.Loop;

namespace Verify.Swarm.Tally;

/// <summary>Whether the generator could keep its own schedule: if not, a slow answer may be its own doing.</summary>
public static class Saturation
{
    // One process that has nearly all of the processors leaves none to what it measures; a thread that is nearly always
    // busy makes what is ready wait its turn.
    private const double Busy = 0.90;

    internal const string NoFile = "no file left on this machine";
    internal const string NoPort = "no port left on this machine";

    /// <returns>Why no verdict can rest on the result, or null.</returns>
    public static string? Reason(SwarmResult result)
    {
        var late = result.Generator.Lateness.Quantile(0.99);
        return result.Errors.TryGetValue(NoFile, out var unopened)
                ? $"{unopened} connections could not be opened: this process may have {OpenFiles.Limit} files open, {OpenFiles.Reserve} of them kept for itself (ulimit -n)"
            : result.Errors.TryGetValue(NoPort, out var unbound)
                ? $"{unbound} connections could not be opened: this machine has no more ports for them (net.ipv4.ip_local_port_range)"
            : result.Playlists.Raw.Count + result.Segments.Raw.Count == 0
                ? "no request was answered: there is nothing to measure"
            : result.Audience.Started < result.Plan.Viewers
                ? $"{result.Audience.Started} of {result.Plan.Viewers} viewers had started when time was up"
            : late > result.Plan.LatenessLimit
                ? $"the generator was late itself: 1 % of its requests by more than {late.TotalMilliseconds:F0} ms"
            : result.Generator.Cpu > Busy
                ? $"the generator used {result.Generator.Cpu:P0} of all processors and may have slowed what it measures"
            : result.Generator.Loop > Busy
                ? $"the generator's thread was busy for {result.Generator.Loop:P0} of the time and may have been slow itself"
            : null;
    }
}
