using Verify.Engine;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>A scenario about the HLS origin: it has a profile, and needs nginx and FFmpeg.</summary>
public abstract class HlsScenario : Scenario, INightly
{
    public override IReadOnlyList<string> Programs =>
        ["nginx", "ffmpeg", "unshare", "setpriv", "mount"];

    IReadOnlyList<string> INightly.Profiles =>
        [Profiles.Default, .. Profiles.Shipped.Origin.Names.Except([Profiles.Default])];

    IReadOnlyList<Headline> INightly.Headlines => Headlines;

    /// <summary>Figures that are followed from night to night.</summary>
    internal virtual IReadOnlyList<Headline> Headlines => [];

    protected OriginProfile Profile { get; private set; } =
        Profiles.Shipped.Origin.Get(Profiles.Default);

    public override void Configure(RunRequest request) => Profile = ProfileChoice.Of(request);

    protected override IConductor StartElsewhere() => RecordedRun.Start(Name);
}
