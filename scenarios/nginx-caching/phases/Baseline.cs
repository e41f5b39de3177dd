using NUnit.Framework;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>Phase 0: what is configured before anything is changed.</summary>
/// <param name="origin">What is saved is this.</param>
internal sealed class Baseline(IReadOnlyList<ChangedConfiguration> changed, string origin)
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

    /// <param name="given">The user's own profiles; null for none.</param>
    /// <param name="also">What else is to be said of it.</param>
    public Task Save(Step step, GivenProfiles? given, string? also = null)
    {
        foreach (var one in changed)
        {
            one.WriteBaseline();
            var lines = one.Now.Text.AsSpan().Count('\n');
            step.Keep($"{one.Name}-before.conf", one.Now.Text);
            step.Measure(new($"lines of the {one.Name} configuration", lines, ""));
            step.Expect(
                $"{one.Name}: sha256 of what is on disk",
                one.Now.WholeSha256,
                Is.EqualTo(one.Before.WholeSha256),
                $"what is saved is {origin}"
            );
            step.Saw($"{lines} {one.Path}  sha256 {one.Now.Sha256}");
        }
        if (also is not null)
            step.Saw(also);
        given?.KeepWith(step);
        return Task.CompletedTask;
    }

    /// <param name="valid">What open_file_cache_valid is to be everywhere; null where it may be anything.</param>
    public Task ValuesInForce(Step step, TimeSpan? valid = null)
    {
        var table = new TextTable("", "", "");
        foreach (var one in changed)
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
            if (valid is { } window)
                step.Expect(
                    $"{one.Name}: open_file_cache_valid in every location",
                    places.Select(place => place.Of("open_file_cache_valid").Text).Distinct(),
                    Is.EqualTo(new[] { $"{window.TotalSeconds:0}s" }),
                    "the scenario is about this window, and its bounds assume it"
                );
        }
        step.Saw(table);
        return Task.CompletedTask;
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
