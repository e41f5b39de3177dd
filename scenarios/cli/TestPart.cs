namespace Verify.Scenarios.Cli;

/// <summary>A part of the project's own tests, which is run by itself.</summary>
/// <param name="Categories">Those that its tests have, or with <c>!</c> have not.</param>
/// <param name="Workers">How many tests are run at once; null for as many as the project says.</param>
internal sealed record TestPart(
    string Project,
    string Name,
    IReadOnlyList<string> Categories,
    int? Workers
)
{
    /// <summary>What <c>dotnet</c> is told.</summary>
    /// <param name="filter">Of the user's, as <c>dotnet test --filter</c> takes it.</param>
    public string[] Line(string results, string? filter) =>
        [
            "test",
            Project,
            "--no-build",
            "--nologo",
            "--logger",
            $"trx;LogFileName={Name}.trx",
            "--logger",
            "console;verbosity=normal",
            "--results-directory",
            results,
            .. filter is null ? Array.Empty<string>() : ["--filter", Within(filter)],
            .. Settings(filter is null) is { Length: > 0 } settings ? settings.Prepend("--") : [],
        ];

    private string Within(string filter) =>
        string.Join('&', [$"({filter})", .. Categories.Select(one => $"TestCategory{Is(one)}")]);

    // NUnit's own selection: of a filter of dotnet test's a list of names is made, and is looked through for each of thousands
    // of tests, which takes minutes. Beside such a filter it does not count.
    private string[] Settings(bool selects) =>
        [
            .. selects && Categories.Count > 0
                ?
                [
                    $"NUnit.Where={string.Join(" and ", Categories.Select(one => $"cat {Spaced(Is(one))}"))}",
                ]
                : Array.Empty<string>(),
            .. Workers is { } count
                ? [$"NUnit.NumberOfTestWorkers={count}"]
                : Array.Empty<string>(),
        ];

    private static string Is(string category) =>
        category.StartsWith('!') ? $"!={category[1..]}" : $"={category}";

    private static string Spaced(string condition) =>
        condition.StartsWith('!') ? $"!= {condition[2..]}" : $"== {condition[1..]}";
}
