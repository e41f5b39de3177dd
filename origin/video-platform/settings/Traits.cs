namespace Verify.VideoPlatform.Settings;

/// <summary>In what the designs differ. A trait of its own can be replaced: to see what it is there for.</summary>
/// <param name="JoinsBeforeLookup">Whether callers share a look-up before the cache is asked, or only after it had nothing.</param>
/// <param name="Fallback">Whether the platform starts and answers promptly without Redis.</param>
internal sealed record Traits(
    VideoDesign Design,
    Singleflight Singleflight,
    Leader Leader,
    bool JoinsBeforeLookup,
    Invalidation Invalidation,
    bool Fence,
    bool Fallback,
    Output Output
)
{
    private static readonly Traits Without = new(
        VideoDesign.Without,
        Singleflight.None,
        Leader.Bound,
        JoinsBeforeLookup: false,
        // Nothing is cached, and nothing is invalidated.
        Invalidation.WriteBeforeDelete,
        Fence: false,
        Fallback: false,
        Output.Stable
    );

    private static readonly Traits AsDesigned = new(
        VideoDesign.AsDesigned,
        Singleflight.Process,
        Leader.Bound,
        JoinsBeforeLookup: true,
        Invalidation.DeleteBeforeWrite,
        Fence: false,
        Fallback: false,
        Output.Stable
    );

    private static readonly Traits Cured = new(
        VideoDesign.Cured,
        Singleflight.Shared,
        Leader.Detached,
        JoinsBeforeLookup: false,
        Invalidation.Fenced,
        Fence: true,
        Fallback: true,
        Output.Versioned
    );

    public bool Caches => Design != VideoDesign.Without;

    public static Traits Read(EnvironmentReader environment)
    {
        var preset = environment.Choice("VIDEO_DESIGN", VideoDesign.Cured) switch
        {
            VideoDesign.Without => Without,
            VideoDesign.AsDesigned => AsDesigned,
            _ => Cured,
        };
        var traits = preset with
        {
            Singleflight = environment.Choice("VIDEO_SINGLEFLIGHT", preset.Singleflight),
            Leader = environment.Choice("VIDEO_LEADER", preset.Leader),
            Invalidation = environment.Choice("VIDEO_INVALIDATION", preset.Invalidation),
            Fence = environment.Switch("VIDEO_FENCE", preset.Fence),
            Fallback = environment.Switch("VIDEO_FALLBACK", preset.Fallback),
            Output = environment.Choice("VIDEO_OUTPUT", preset.Output),
        };
        if (!preset.Caches)
            foreach (var name in OfTheCache.Where(environment.IsGiven))
                environment.Refuse(name, "has no effect with VIDEO_DESIGN=without; leave it out");
        return traits;
    }

    private static string[] OfTheCache =>
        [
            "VIDEO_SINGLEFLIGHT",
            "VIDEO_LEADER",
            "VIDEO_INVALIDATION",
            "VIDEO_FENCE",
            "VIDEO_FALLBACK",
        ];
}
