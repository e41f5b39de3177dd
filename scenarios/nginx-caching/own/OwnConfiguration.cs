using Verify.Engine.Namespaces;
using Verify.Instruments.Nginx.Server;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Own;

/// <summary>The user's own configuration, whose change is another of the user's in its place.</summary>
/// <param name="store">A folder of the run that holds whichever of the two is in place.</param>
internal sealed class OwnConfiguration(
    OwnPair pair,
    IReadOnlyList<ExpectedChange>? expected,
    string store
) : ServedByRun("own")
{
    public override string Path => pair.Baseline.File;

    public override ConfigurationText Before => ConfigurationText.Of(pair.Baseline);

    public override ConfigurationText Now => ConfigurationText.Of(InPlace());

    public override bool IsThere => Directory.Exists(store);

    protected override IReadOnlyList<(string Id, Change Change)> Changes => [("3B.1", Replace())];

    public override IReadOnlyList<ExpectedChange>? Expected => expected;

    public override void WriteBaseline() => Put(pair.Baseline, SubjectKeys.Baseline);

    public override ServedConfiguration Serve(string server, bool changed, int index)
    {
        var configuration = changed ? InPlace() : pair.Baseline;
        var site =
            configuration.WholeSha256 == pair.Candidate.WholeSha256
                ? pair.CandidateSite
                : pair.BaselineSite;
        return new(
            configuration,
            new(site.Address, site.Port, site.Host),
            Compartment.Isolated,
            new(site.Port, site.Host)
        )
        {
            Prefix = pair.NginxPrefix,
        };
    }

    private Change Replace() =>
        new(
            "own: the candidate in the baseline's place",
            $"cp {pair.Candidate.File} {pair.Baseline.File}  # as nginx will see it; your files stay as they are",
            "the baseline again",
            step =>
            {
                Put(pair.Candidate, SubjectKeys.Candidate);
                step.Saw(
                    $"sha256 {pair.Baseline.WholeSha256[..12]} became {Now.WholeSha256[..12]}, {pair.Candidate.Files.Count} files"
                );
                return Task.CompletedTask;
            },
            _ =>
            {
                Put(pair.Baseline, SubjectKeys.Baseline);
                return Task.CompletedTask;
            }
        )
        {
            // Two that are alike are a change that does nothing: phase 4 says so, and by how much.
            Fingerprint = () => $"the {File.ReadAllText(InPlaceFile)}, sha256 {Now.WholeSha256}",
        };

    private string InPlaceFile => System.IO.Path.Combine(store, "in-place");

    private void Put(ServerConfiguration configuration, string which)
    {
        if (Directory.Exists(store))
            Directory.Delete(store, recursive: true);
        configuration.Save(store);
        File.WriteAllText(InPlaceFile, which);
    }

    // Only what lies in the store counts: it is what a rollback has to bring back.
    private ServerConfiguration InPlace() =>
        ServerConfiguration.RestoreAsync(store).GetAwaiter().GetResult();
}
