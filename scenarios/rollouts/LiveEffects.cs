using NUnit.Framework;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Rollouts;

/// <summary>What a change of a tree does to the files that viewers get from it, by the two configurations.</summary>
internal static class LiveEffects
{
    public static IReadOnlyList<StreamEffect> Of(Step step, Rollout rollout)
    {
        var now = rollout.Server.Load();
        foreach (var (uri, why) in rollout.Unanswered(now))
            step.Expect($"{uri}: is answered after the change", why, Is.Null);
        var effects = new List<StreamEffect>();
        foreach (var place in rollout.Places(now))
        foreach (var (kind, uri) in place.Live.Kinds.DistinctBy(one => one.Uri))
        {
            var (before, after) = (place.Before.FileOf(uri), place.Now.FileOf(uri));
            if (before.Path is not null)
                step.Expect(
                    $"{uri}: the file that answers it",
                    after.Path ?? after.Unknown,
                    Is.EqualTo(before.Path),
                    "viewers must get what they got before"
                );
            effects.Add(StreamEffect.Of(kind, uri, place.Before.At(uri), place.Now.At(uri)));
        }
        return effects;
    }
}
