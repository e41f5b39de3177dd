using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Monitor;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Phases;
using Ages = Verify.Scenarios.NixCache.Phases.Collection;

namespace Verify.Tests.NixCache;

/// <summary>The faults that the steps of nix-cache have to notice, each by name.</summary>
internal static class Mutants
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead
        | UnixFileMode.OtherRead;

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "signature-check-off",
            new()
            {
                ClientConf = settings =>
                    (
                        settings with
                        {
                            Substituters =
                            [
                                .. settings.Substituters.Select(url => $"{url}?trusted=true"),
                            ],
                        }
                    ).NixConf,
            },
            Refusals.CheckAsync,
            "cured, not signed: the path is whole"
        ),
        new(
            "require-sigs-false",
            new() { ClientConf = settings => $"{settings.NixConf}require-sigs = false\n" },
            Refusals.CheckAsync,
            "cured, signed with a key of another name: the path is whole"
        ),
        new(
            "key-that-others-can-read",
            new() { KeyMode = Readable },
            Exposure.KeyAsync,
            "mode of the secret key"
        ),
        new(
            "gzip",
            new() { Compression = "gzip" },
            Compression.CheckAsync,
            "compression of what is published"
        ),
        new(
            "cable-unshaped",
            new() { IsShaped = false },
            Calibration.CarriesAsync,
            "Mbit/s that the cable carries",
            Verdict.Inconclusive,
            IsServed: false
        ),
        new(
            "negative-ttl-by-default",
            new() { Settings = settings => settings with { NegativeTtl = null } },
            AfterMiss.CheckAsync,
            "cured: seconds until what was published is found"
        ),
        new(
            "fallback-off",
            new() { Settings = settings => settings with { Fallback = false } },
            (cache, step) => Faults.CheckAsync(cache, step, [CacheFault.Cut]),
            "cured, cut in the middle of a NAR, by building"
        ),
        new(
            "min-free-above-max-free",
            new()
            {
                Of = design => new MutantDesign(design)
                {
                    Rules = design.Rules with { MinFree = AsDesignedCache.Design.Rules.MinFree },
                },
            },
            Assessment.RulesAsync,
            "cured: disks on which min-free is not below max-free",
            IsServed: false
        ),
        new(
            "collected-before-it-is-forgotten",
            new() { Settings = settings => settings with { PositiveTtl = null } },
            Ages.AgesAsync,
            "cured: contents that a client asked for though they were gone"
        ),
        new(
            "monitor-that-counts-none",
            RunVariant.None,
            new Alarms(metrics =>
                [
                    .. metrics.Select(one =>
                        one.Name == MetricNames.Connections ? one with { Value = 0 } : one
                    ),
                ]
            ).CheckAsync,
            "connections that the monitor counts"
        ),
        new(
            "server-on-all-interfaces",
            new()
            {
                Of = design => new MutantDesign(design)
                {
                    Listen = server => $"0.0.0.0:{server.Port}",
                },
            },
            Exposure.ListensAsync,
            "cured: by the server's address in another network"
        ),
    ];
}
