using NUnit.Framework;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>Phase 1: the values that the cache and the tmpfs are sized by.</summary>
internal sealed class DerivedValues(OriginSetup setup)
{
    private readonly OriginProfile profile = setup.Profile;

    /// <summary>As tabled in the project's own documents; written here a second time, on purpose, as the expectation.</summary>
    private static readonly Dictionary<
        string,
        (int Files, int Cache, int Window, int Lifetime, int Tmpfs)
    > Tabled = new()
    {
        ["default"] = (17, 51, 20, 30, 74),
        ["logged"] = (17, 51, 20, 30, 74),
        ["debug"] = (17, 51, 20, 30, 74),
        ["tap"] = (17, 51, 20, 30, 74),
        ["tap-logged"] = (17, 51, 20, 30, 74),
        ["low-latency"] = (13, 39, 6, 11, 67),
        ["4k-abr"] = (81, 243, 20, 30, 115),
        ["stress-test"] = (22, 66, 30, 40, 75),
    };

    /// <summary>What lists this profile.</summary>
    public string ShowCommand =>
        ShellWords.Join(["./run.ps1", "profiles", "show", profile.Name, .. Given, "--json"]);

    /// <summary>What lists every profile.</summary>
    public string ListCommand => ShellWords.Join(["./run.ps1", "profiles", .. Given]);

    private string[] Given => setup.Given is { } given ? ["--profiles", given.File] : [];

    public Task OfThisProfile(Step step)
    {
        var derived = profile.Derived;
        var files = Files(profile);
        step.Expect(
            "totalHlsFiles: the listed, kept and current segments of every variant, plus the master playlist",
            derived.TotalHlsFiles,
            Is.EqualTo(files)
        );
        step.Expect(
            "openFileCacheMax: three times totalHlsFiles",
            derived.OpenFileCacheMax,
            Is.EqualTo(files * 3),
            proves: "cache-size"
        );
        step.Saw(
            $"totalHlsFiles {derived.TotalHlsFiles}, openFileCacheMax {derived.OpenFileCacheMax}"
        );
        step.Keep("cache-ages.txt", Ages());
        setup.Given?.KeepWith(step);
        foreach (var trap in ProfileTraps.Of(profile))
            step.Find(
                $"{trap.Text} (cache-ages.txt)",
                trap.Meaning,
                trap.Cure,
                kind: FindingKind.Before,
                effect: trap.Effect
            );
        return Task.CompletedTask;
    }

    // What the traps of a profile follow from.
    private string Ages() =>
        $"""
            profile                    {profile.Name}
            segment duration           {profile.Hls.SegmentDuration} s
            segments listed            {profile.Hls.ListSize}
            segments kept after that   {profile.Hls.DeleteThreshold}
            a segment's lifetime       {profile.Derived.SegmentLifetimeSec} s
            segments are cached        {profile.Cache.Segment.Header}
            playlists are cached       {profile.Cache.Manifest.Header}
            the master is cached       {profile.Cache.Master.Header}

            """;

    // Said here a second time, on purpose.
    private static int Files(OriginProfile profile) =>
        (profile.Hls.ListSize + profile.Hls.DeleteThreshold + 1)
            * (profile.Multibitrate ? profile.Variants.Count : 1)
        + 1;

    public Task OfEveryProfile(Step step)
    {
        var all = ProfileChoice.Known(setup.Given).Origin;
        foreach (var (name, isOwn) in all.List().Select(one => (one.Name, one.IsOwn)))
        {
            var derived = all.Get(name).Derived;
            if (isOwn)
                OfAnOwn(step, all.Get(name));
            else if (Tabled.TryGetValue(name, out var expected))
                step.Expect(
                    $"{name}: files, cache max, window s, lifetime s, tmpfs MB",
                    (
                        derived.TotalHlsFiles,
                        derived.OpenFileCacheMax,
                        derived.PlaylistWindowSec,
                        derived.SegmentLifetimeSec,
                        derived.RecommendedTmpfsMB
                    ),
                    Is.EqualTo(expected)
                );
        }
        step.Expect(
            "every profile with expected values exists",
            all.Names,
            Is.SupersetOf(Tabled.Keys)
        );
        return Task.CompletedTask;
    }

    // Nobody has tabled these: they are held against the formulas.
    private static void OfAnOwn(Step step, OriginProfile own)
    {
        var (derived, hls) = (own.Derived, own.Hls);
        step.Expect(
            $"{own.Name}, your own: files, cache max, window s, lifetime s",
            (
                derived.TotalHlsFiles,
                derived.OpenFileCacheMax,
                derived.PlaylistWindowSec,
                derived.SegmentLifetimeSec
            ),
            Is.EqualTo(
                (
                    Files(own),
                    Files(own) * 3,
                    hls.ListSize * hls.SegmentDuration,
                    (hls.ListSize + hls.DeleteThreshold) * hls.SegmentDuration
                )
            )
        );
    }
}
