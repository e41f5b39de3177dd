using NUnit.Framework;
using Verify.Engine.Interruptions;
using Verify.Engine.Programs;
using Verify.Engine.Tree;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Nginx.Live;
using Verify.Instruments.Workers;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Rollouts;

namespace Verify.Scenarios.NginxCaching.Drills;

/// <summary>The guarded rollout: the tree of a live nginx is changed, in three files of which one is new.</summary>
internal sealed class OnATree()
    : DrillSubject("rollout", "the guarded rollout on a live nginx (--apply-to)")
{
    // Workers are there in milliseconds.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    // As on the machine: a signal in the midst of a long watch.
    public override IReadOnlyDictionary<string, string> Longest { get; } =
        new Dictionary<string, string> { ["5"] = "5.5" };

    public override IReadOnlyList<string> OnlyLooking => ["5B"];

    public override async Task<DrillWorld> ArrangeAsync(string folder, CancellationToken ct)
    {
        var site = new DrilledSite(folder);
        site.Write();
        // It leaves the foreground, as an operator's does.
        await Command.MustAsync([NginxService.Nginx.MustFind(), "-c", site.Main], ct);
        // It has left the foreground before its workers have their names: what is there now is compared with later.
        var workers = new NginxWorkers((await LiveNginx.FindAsync(site.Tree, ct)).MasterId);
        while (workers.List().Count < DrilledSite.Workers)
            await Task.Delay(BetweenLooks, ct);
        return new DrilledTree(site, folder);
    }

    private sealed class DrilledTree(DrilledSite site, string folder) : DrillWorld
    {
        // Those of which an interruption finds the tree changed, or about to be.
        private static readonly string[] Changed = ["3B", "4", "5", "5B", "6"];

        private readonly TreeFingerprint stream = FilesOf(site.Stream);

        public override RunRequest Request { get; } =
            new("drilled", "nginx-caching", Path.Combine(folder, "run"))
            {
                NoLab = true,
                Tree = site.Tree,
                Places = [site.Stream],
                Parameters = new Dictionary<string, string>
                {
                    [SubjectKeys.ApplyTo] = site.Tree,
                    [SubjectKeys.Candidate] = site.Candidate,
                },
            };

        // Not the stream's folder: an encoder writes to it all the time, and when it last did is nobody's concern.
        public override IReadOnlyList<string> Trees => [site.Tree];

        public override async Task CheckAsync(Step step, RunRequest run, DrillCell cell)
        {
            step.Expect(
                "files of the stream that are not as before",
                stream.Differences(FilesOf(site.Stream)),
                Is.Empty
            );
            var profile = ProfileChoice.Of(run);
            var rollout = Rollout.Of(
                new(site.Tree, null, site.Candidate, null, null),
                profile.Hls.MasterPlaylist,
                IncludedEdits.By(profile)
            );
            await new ComesIntoForce(rollout).OldRunsAsync(step);
            if (Changed.Contains(cell.Phase))
                await new LiveBehaviour(rollout).BeforeAsync(step);
        }

        // Not its folder's time: a probe comes and goes in it, as segments do on a machine.
        private static TreeFingerprint FilesOf(string stream) =>
            new([.. TreeFingerprint.Of(stream).Entries.Where(entry => entry.Type != "folder")]);
    }
}
