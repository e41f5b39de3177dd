using Verify.Engine;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What a tree's configuration says of the request targets that viewers use.</summary>
internal static class RolledOutFiles
{
    extension(Rollout rollout)
    {
        /// <summary>The file that is served under a request target; null where it is not known, or not on this machine.</summary>
        public string? FileOf(string uri) => Try(() => Asked(rollout, now: false).FileOf(uri).Path);

        /// <summary>Whether two request targets are answered by the same location, before the change and with it.</summary>
        public bool IsAnsweredAlike(string one, string other) =>
            new[] { false, true }.All(now =>
                Try(() => Asked(rollout, now).At(one).Context)
                == Try(() => Asked(rollout, now).At(other).Context)
            );
    }

    private static AskedServer Asked(Rollout rollout, bool now) =>
        new(
            (now ? rollout.Server.Load() : rollout.Baseline).Conf,
            rollout.Live[0].Server,
            rollout.Server.Prefix
        );

    // Of a server that the tree does not have, nothing is known.
    private static T? Try<T>(Func<T?> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (UsageError)
        {
            return null;
        }
    }
}
