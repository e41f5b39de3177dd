using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What a tree's configuration says of the request targets that viewers use.</summary>
internal static class RolledOutFiles
{
    extension(Rollout rollout)
    {
        /// <summary>The file that is served under a request target; null where it is not known, or not on this machine.</summary>
        public string? FileOf(string uri) =>
            rollout.Site is { } site && uri.StartsWith(site.Prefix, StringComparison.Ordinal)
                ? Path.Combine(site.Folder, uri[site.Prefix.Length..])
                : null;

        /// <summary>Whether two request targets are answered by the same location, before the change and with it.</summary>
        public bool IsAnsweredAlike(string one, string other) =>
            rollout.Site is not { } site
            || new[] { rollout.Baseline.Conf, rollout.Server.Load().Conf }.All(conf =>
                Route.Of(conf, new ServerSelector(site.Port, site.Host), one).Location
                == Route.Of(conf, new ServerSelector(site.Port, site.Host), other).Location
            );
    }
}
