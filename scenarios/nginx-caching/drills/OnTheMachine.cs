using Verify.Engine.Interruptions;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Phases;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.NginxCaching.Drills;

/// <summary>The scenario without a lab: its mount, its edits and its servers are on the machine itself.</summary>
internal sealed class OnTheMachine()
    : DrillSubject("no-lab", "the scenario on the machine itself (--no-lab)")
{
    // Freshness is watched for many seconds; invalidation takes as long, and is no different to a signal.
    public override IReadOnlyDictionary<string, string> Longest { get; } =
        new Dictionary<string, string> { ["5"] = "5.5" };

    public override IReadOnlyList<string> OnlyLooking => ["5B", "5C"];

    public override Task<DrillWorld> ArrangeAsync(string folder, CancellationToken ct) =>
        Task.FromResult<DrillWorld>(new DrilledMachine(folder));

    private sealed class DrilledMachine(string folder) : DrillWorld
    {
        // Those in which, or of which, the configuration is changed or changed back.
        private static readonly string[] Edited = ["3", "3B", "6"];

        // In a cell's lab /var is the lab's own.
        private const string Stream = "/var/verify-drill";

        public override RunRequest Request { get; } =
            new("drilled", "nginx-caching", Path.Combine(folder, "run"))
            {
                NoLab = true,
                Places = [Stream],
                // Not where the machine may have a stream of its own: how many acts there are depends on that.
                Parameters = new Dictionary<string, string>
                {
                    [ProfileChoice.SetKey] = $"server.hlsDir={Stream}",
                },
            };

        public override IReadOnlyList<string> Trees => [ProfileChoice.Of(Request).Server.HlsDir];

        public override async Task CheckAsync(Step step, RunRequest run, DrillCell cell)
        {
            var setup = OriginSetup.Included(ProfileChoice.Of(run), run);
            var rollback = new Rollback(setup);
            await rollback.BytesAreBack(step);
            if (Edited.Contains(cell.Phase) && setup.Served.All(one => one.IsThere))
                await rollback.BaselineIsServedAsync(step);
        }
    }
}
