using System.Globalization;
using Verify.Engine.Labs;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tmpfs;
using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>A scenario about the HLS origin: it has a profile, and needs nginx and FFmpeg.</summary>
public abstract class HlsScenario : Scenario
{
    public override IReadOnlyList<Service> Services =>
        [new NginxService(), new EncoderService(), new TmpfsService(), new LabService()];

    public override IReadOnlyList<Service> Wanted => [new VethService(), new ProbeService()];

    public override IReadOnlyList<ScenarioOption> Options => ProfileOptions.All;

    public override bool MayLeaveLab => true;

    public override IReadOnlyList<string> NightlyProfiles =>
        [Profiles.Default, .. Profiles.Shipped.Origin.Names.Except([Profiles.Default])];

    // Servers, viewers and what measures them share the processors with the encoder: what is measured has to leave them
    // as much as it may itself take.
    private const double BesideTheEncoder = 0.5;

    public override async Task<string?> TooMuchAsync(
        string profile,
        int processors,
        string folder,
        CancellationToken ct
    )
    {
        var cost = await EncodingCost.MeasureAsync(
            Profiles.Shipped.Origin.Get(profile),
            folder,
            ct
        );
        return cost + BesideTheEncoder <= processors
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"to encode it live keeps {cost:0.0} processors busy (measured), servers and viewers {BesideTheEncoder:0.0} more, and a job of this night has {processors}"
            );
    }

    protected OriginProfile Profile { get; private set; } =
        Profiles.Shipped.Origin.Get(Profiles.Default);

    public override RunRequest Prepare(RunRequest request) => ProfileOptions.Prepare(request);

    public override void Configure(RunRequest request) => Profile = ProfileChoice.Of(request);

    public override void CheckHost(RunRequest request) =>
        HostChecks.MustBeFree(ProfileChoice.Of(request), servers: 1);
}
