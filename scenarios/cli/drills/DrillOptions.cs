using System.CommandLine;
using System.Globalization;

namespace Verify.Scenarios.Cli.Drills;

/// <summary>What a drill is asked for.</summary>
internal sealed class DrillOptions
{
    // Enough to see that nothing depends on two labs at once, and no more than a machine can time.
    private const int MostLabs = 16;

    private readonly Option<string?> phases = new("--phase")
    {
        Description = "Interrupt only in these phases, as in --phase 3B,6.",
    };
    private readonly Option<bool> quick = new("--quick")
    {
        Description =
            "Run only the most telling interruptions: each phase, each kind and each cut point at least once.",
    };
    private readonly Option<string?> random = new("--random")
    {
        Description = "Instead, kill the run (kill -9) at this many random moments.",
    };
    private readonly Option<string?> seed = new("--seed")
    {
        Description = "Random seed for these moments; reuse it to repeat them.",
    };
    private readonly Option<string?> parallel = new("--parallel")
    {
        Description = "Number of labs at a time (default: the number of processors).",
    };

    public void AddTo(System.CommandLine.Command command)
    {
        foreach (var option in new Option[] { phases, quick, random, seed, parallel })
            command.Add(option);
    }

    /// <exception cref="UsageError">A value is not what it should be, or two do not go together.</exception>
    public DrillAsked Read(ParseResult parsed, Scenario scenario)
    {
        var kills = Number(random, parsed, 1, int.MaxValue);
        if (kills is not null && (parsed.GetValue(quick) || parsed.GetValue(phases) is not null))
            throw new UsageError(
                "--random kills at any instant: it does not go with --quick or --phase. Leave one of them out."
            );
        if (kills is null && parsed.GetValue(seed) is not null)
            throw new UsageError("--seed is that of --random N. Give both, or leave it out.");
        return new(
            Phases(parsed, scenario),
            parsed.GetValue(quick),
            kills,
            Number(seed, parsed, 0, int.MaxValue) ?? Random.Shared.Next(),
            Number(parallel, parsed, 1, MostLabs) ?? Math.Min(Environment.ProcessorCount, MostLabs)
        );
    }

    // Spelt as the scenario spells them; those that they stand on are run, and not interrupted.
    private IReadOnlyList<string>? Phases(ParseResult parsed, Scenario scenario)
    {
        var asked = parsed
            .GetValue(phases)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        scenario.Configure(RunRequest.ToLookAt(scenario.Name));
        var declared = scenario.Declare();
        PhaseSelection.Resolve(declared, asked, scenario.LeftOut);
        return asked is null
            ? null
            :
            [
                .. declared
                    .Select(phase => phase.Id)
                    .Where(id => asked.Contains(id, StringComparer.OrdinalIgnoreCase)),
            ];
    }

    private static int? Number(Option<string?> option, ParseResult parsed, int from, int to) =>
        parsed.GetValue(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= from
        && number <= to
            ? number
        : throw new UsageError(
            $"{option.Name} {text}: give a whole number from {from} {(to == int.MaxValue ? "up" : $"to {to}")}."
        );
}

/// <param name="Kills">How many random kills; null for a drill of chosen cells.</param>
internal sealed record DrillAsked(
    IReadOnlyList<string>? Phases,
    bool Quick,
    int? Kills,
    int Seed,
    int Parallel
);
