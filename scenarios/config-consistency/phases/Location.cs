using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Steps 1.1 to 1.3: whom a cue reaches that was sent through one colo.</summary>
internal static class Location
{
    public const string Command =
        "curl http://sjc.$DESIGN.localhost:$PORT/cue -d '{\"org\":\"demo\",\"channel\":\"sports1\",\"type\":\"start\",\"id\":\"ad-1\"}'; curl http://lhr.$DESIGN.localhost:$PORT/demo/sports1/v_1600k.m3u8";

    public const string LogCommand = "wrangler tail cf-ssai --format pretty | grep \"DO routing\"";

    private const string Ad = "ad-1";

    public static async Task CueAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in WorkersInRun.Designs)
        {
            var system = workers.Of(design);
            var channel = workers.NewChannel();
            await MustCueAsync(system.Colos[0], channel, "start", step.Ct);
            var sees = await SeesAsync(system, channel, step.Ct);
            var one = design == WorkersInRun.AsDesigned;
            step.Expect(
                $"{design}: colos whose viewers see a cue sent through {system.Colos[0].Name}",
                sees.Count(seen => seen),
                one ? Is.EqualTo(1) : Is.EqualTo(system.Colos.Count),
                one
                    ? "the colo is part of the object's name, so each colo has an ad break of its own"
                    : "a channel has one object, wherever it lives",
                design == WorkersInRun.Cured ? ConfigOutcomes.OneState : null
            );
            step.Measure(
                new(
                    $"{design}: colos that see a cue",
                    (double)sees.Count(seen => seen) * 100 / sees.Count,
                    "%",
                    sees.Count
                )
                {
                    Id = ConfigFigures.Colos,
                    Subject = design,
                }
            );
            if (!one)
                continue;
            step.Find(
                $"{design}: a cue sent through {system.Colos[0].Name} is unknown to viewers at {string.Join(" and ", system.Colos.Skip(1).Select(colo => colo.Name))}",
                "viewers elsewhere see no ad break; a colo in an object's name is no hint where it lives, it makes another object",
                "name the object by organization and channel, and pass {locationHint} to get()",
                FindingKind.New,
                Effect.WrongContent
            );
            workers.Seed.Refuted(
                SeedPromise.Location,
                $"{sees.Count(seen => seen)} of {sees.Count} colos see a cue",
                "the colo in the name splits the state"
            );
        }
    }

    public static async Task StopElsewhereAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in WorkersInRun.Designs)
        {
            var system = workers.Of(design);
            var channel = workers.NewChannel();
            await MustCueAsync(system.Colos[0], channel, "start", step.Ct);
            await MustCueAsync(system.Colos[1], channel, "stop", step.Ct);
            var sees = await SeesAsync(system, channel, step.Ct);
            step.Expect(
                $"{design}: colos that still see a break that {system.Colos[1].Name} has ended",
                sees.Count(seen => seen),
                Is.EqualTo(design == WorkersInRun.AsDesigned ? 1 : 0),
                design == WorkersInRun.AsDesigned
                    ? "it was begun in one object and ended in another"
                    : "it was ended where it was begun"
            );
        }
    }

    public static async Task LogAsync(WorkersInRun workers, Step step)
    {
        var system = workers.Of(WorkersInRun.AsDesigned);
        var channel = workers.NewChannel();
        var mark = await workers.Server.MarkAsync(step.Ct);
        await system.Colos[0].MasterAsync(channel, step.Ct);
        await workers.Server.MarkAsync(step.Ct);
        var colo = system.Colos[0].Name;
        step.Expect(
            "the line that the plan's checklist looks for",
            workers.Server.Log.Since(mark),
            Has.Some.Contains(
                $"DO routing: name={colo}:{ChannelName.Organization}:{channel.Slug}, colo={colo}"
            ),
            "it is there, and says nothing of other colos: the checklist asks through one"
        );
    }

    private static async Task MustCueAsync(
        Colo colo,
        ChannelName channel,
        string type,
        CancellationToken ct
    )
    {
        if (!await colo.CueAsync(channel, type, Ad, ct))
            throw new CannotRun($"{colo.Name} does not take the cue '{type}' of {channel.Slug}.");
    }

    private static async Task<IReadOnlyList<bool>> SeesAsync(
        SystemUnderTest system,
        ChannelName channel,
        CancellationToken ct
    )
    {
        var sees = new List<bool>();
        foreach (var colo in system.Colos)
        {
            var answer = await colo.MediaAsync(channel, ct);
            // What is no playlist shows no break, and proves nothing.
            sees.Add(
                answer.Status == 200
                    ? answer.Has(Ad)
                    : throw new CannotRun(
                        $"{system.Name}, {colo.Name}: {channel.Slug} answers {answer.Status}: {answer.Text}"
                    )
            );
        }
        return sees;
    }
}
