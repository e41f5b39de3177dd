using NUnit.Framework;
using Verify.Engine;
using Verify.Instruments;
using Verify.Origin;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>Phase 0: what is configured before anything is changed.</summary>
internal sealed class Baseline(Bench bench)
{
    public const string SaveCommand = "wc -l nginx.conf; sha256sum nginx.conf";
    public const string ValuesCommand =
        "grep -E 'open_file_cache|output_buffers|multi_accept' nginx.conf";

    private static readonly string[] Asked =
    [
        "open_file_cache",
        "open_file_cache_valid",
        "open_file_cache_min_uses",
        "open_file_cache_errors",
        "output_buffers",
        "multi_accept",
    ];

    public Task SaveAsync(Step step)
    {
        foreach (var one in bench.Changed)
        {
            one.WriteBaseline();
            var lines = one.Now.Text.AsSpan().Count('\n');
            step.Keep($"{one.Name}-before.conf", one.Now.Text);
            step.Measure(new($"lines of the {one.Name} configuration", lines, ""));
            step.Expect(
                $"{one.Name}: sha256 of what is on disk",
                one.Now.WholeSha256,
                Is.EqualTo(one.Before.WholeSha256),
                bench.IsIncluded
                    ? "what is saved is what was rendered from the profile"
                    : "what is saved is what you gave, with all that it includes"
            );
            step.Saw($"{lines} {one.Path}  sha256 {one.Now.Sha256}");
        }
        if (bench.Subject.Own is { } own)
            step.Saw($"served: {own.BaselineSite}\nthe candidate: {own.CandidateSite}");
        bench.Given?.KeepWith(step);
        return Task.CompletedTask;
    }

    public Task ValuesInForceAsync(Step step)
    {
        var table = new TextTable("", "", "");
        foreach (var one in bench.Changed)
        {
            var all = Effective.Everywhere(one.Now.Conf);
            var locations = all.Where(place => place.Context.Kind == ContextKind.Location);
            // A server without locations answers by what it says itself.
            var places = (
                locations.Any()
                    ? locations
                    : all.Where(place => place.Context.Kind == ContextKind.Server)
            ).ToArray();
            step.Keep($"values-in-force-{one.Name}.txt", Table(places));
            foreach (var directive in Asked)
                table.Add(one.Name, directive, Summary(places, directive));
            // A tree of the user's has values of its own; what they come to is measured in 0.5.
            if (bench.Subject is { IsPromised: true, Rollout: null })
                step.Expect(
                    $"{one.Name}: open_file_cache_valid in every location",
                    places.Select(place => place.Of("open_file_cache_valid").Text).Distinct(),
                    Is.EqualTo(new[] { $"{Expectations.Unchanged.TotalSeconds:0}s" }),
                    "the window that the scenario is about, and that its bounds assume"
                );
        }
        step.Saw(table);
        if (bench.IsIncluded)
            FindMultiAccept(step);
        return Task.CompletedTask;
    }

    private void FindMultiAccept(Step step)
    {
        var found = bench
            .Included(NginxVariant.Standalone)
            .Before.Conf.Root.Children.SelectMany(context => context.Named("multi_accept"))
            .FirstOrDefault();
        if (found is not null)
            step.Find(
                $"standalone: multi_accept {found.ArgsText} is there already ({found.Place})",
                "a plan that lists it among its changes lists one that changes nothing for any viewer",
                "list it for the module alone",
                kind: FindingKind.Note,
                effect: Effect.Cosmetic
            );
    }

    private static string Summary(IReadOnlyList<Effective> places, string directive)
    {
        var values = places
            .Select(place => place.Of(directive))
            .GroupBy(value => value.ToString())
            .ToArray();
        return values.Length == 1
            ? $"{values[0].First().Text} ({values[0].First().Standing.ToString().ToLowerInvariant()}) in all {places.Count} locations"
            : string.Join(
                "; ",
                values.Select(group => $"{group.First().Text} in {group.Count()} locations")
            );
    }

    private static string Table(IEnumerable<Effective> places) =>
        string.Join(
            "\n\n",
            places.Select(place =>
                $"{place.Context.Path}\n"
                + string.Join('\n', Asked.Select(directive => $"    {place.Of(directive)}"))
            )
        );
}
