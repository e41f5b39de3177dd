using Verify.Engine.Tree;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>The options that say which configurations are compared, and where.</summary>
internal static class CachingOptions
{
    /// <summary>For whoever wants a first answer: what takes longest and what others stand on least is left out.</summary>
    public static ScenarioOption<bool> Quick { get; } =
        ScenarioOption.Flag(
            "quick",
            "Leave out load, player, ablation and answers, for a first verdict in 45 s on two cores. The verdict is PARTIAL at best."
        );

    public static IReadOnlyList<ScenarioOption> All { get; } =
    [
        Quick,
        File(
            SubjectKeys.Baseline,
            "Your current nginx.conf, instead of the included one. Needs --candidate."
        ),
        File(SubjectKeys.Candidate, "Your changed nginx.conf. Needs --baseline or --apply-to."),
        File(
            SubjectKeys.Expect,
            "The expected changes of --candidate: a JSON file, or 'included' for those of the included change."
        ),
        ScenarioOption.Text(
            SubjectKeys.Target,
            "Only observe a running origin. Give the URL of its playlist, as in http://127.0.0.1:8080/live/master.m3u8."
        ) with
        {
            ValueName = "URL",
        },
        ScenarioOption.Text(
            SubjectKeys.ApplyTo,
            "Apply the change to this configuration tree on this machine. It is rolled back unless every check passes."
        ) with
        {
            ValueName = "DIR",
        },
        ScenarioOption.Text(
            SubjectKeys.Reload,
            "The command that reloads nginx (default: nginx -s reload, with the arguments that nginx was started with)."
        ) with
        {
            ValueName = "COMMAND",
        },
        ScenarioOption.Choice(
            SubjectKeys.Rollback,
            "When to roll back the change to the tree (default: on-failure).",
            StrategyWord.OnFailure,
            StrategyWord.Always,
            StrategyWord.Never
        ),
    ];

    /// <summary>A request that knows which tree it changes, if any, and that it works where that tree or target is.</summary>
    public static RunRequest Prepare(RunRequest request)
    {
        var tree = request.Parameters.GetValueOrDefault(SubjectKeys.ApplyTo);
        return request with
        {
            Tree = tree is { Length: > 0 } ? Tree.MustBeChangeable(tree) : null,
            Rollback = StrategyWord.Parse(
                request.Parameters.GetValueOrDefault(SubjectKeys.Rollback) ?? StrategyWord.OnFailure
            ),
            // What only looks needs the network that it looks into, and makes nothing that a lab would have to contain;
            // what is applied to a tree is meant to be outside.
            NoLab =
                request.NoLab
                || tree is not null
                || request.Parameters.ContainsKey(SubjectKeys.Target),
        };
    }

    private static ScenarioOption<string> File(string name, string description) =>
        ScenarioOption.Text(name, description) with
        {
            ValueName = "FILE",
        };
}
