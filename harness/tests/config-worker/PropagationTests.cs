using System.Text.Json;
using Verify.Engine.Programs;
using Verify.Fixtures.Packages;
using Verify.Fixtures.Workerd;

namespace Verify.Tests.ConfigWorker;

/// <summary>The delays with which a change in KV spreads have the stated distribution, and a seed repeats them.</summary>
internal sealed class PropagationTests
{
    private const int Draws = 10_000;

    [Test]
    public async Task A_seed_repeats_them_and_another_does_not()
    {
        var first = await DrawAsync(1);
        Assert.That(await DrawAsync(1), Is.EqualTo(first));
        Assert.That(await DrawAsync(2), Is.Not.EqualTo(first));
    }

    // Exponential with a mean of 10 s, cut at 60 s. Of the same seed they are always the same figures.
    [Test]
    public async Task They_are_exponential_and_end_at_a_minute()
    {
        var drawn = await DrawAsync(1);
        Assert.That(drawn, Has.All.InRange(0, 60));
        Assert.That(drawn.Average(), Is.EqualTo(10).Within(0.5));
        Assert.That(
            (double)drawn.Count(one => one < 10 * Math.Log(2)) / Draws,
            Is.EqualTo(0.5).Within(0.02),
            "the median"
        );
    }

    private static async Task<double[]> DrawAsync(int seed)
    {
        var ct = CancellationToken.None;
        var packages = await NpmPackages.EnsureAsync(
            WorkerdService.Folder,
            install: true,
            TextWriter.Null,
            ct
        );
        var module = Path.Combine(WorkerdService.Folder, "network", "propagation.js");
        var said = await Command.RunAsync(
            [
                packages.Node,
                "--input-type=module",
                "--eval",
                $"import {{ propagation }} from {JsonSerializer.Serialize(module)}; const next = propagation({seed}); console.log(JSON.stringify(Array.from({{ length: {Draws} }}, next)));",
            ],
            ct
        );
        Assert.That(said.ExitCode, Is.Zero, said.Stderr);
        return JsonSerializer.Deserialize<double[]>(said.Stdout)!;
    }
}
