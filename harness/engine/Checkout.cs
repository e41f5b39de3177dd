namespace Verify.Engine;

/// <summary>The working copy that this program was built from.</summary>
public static class Checkout
{
    private const string Mark = "Verify.sln";

    public static string Root { get; } =
        Ancestors(AppContext.BaseDirectory)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Mark)))
        ?? throw new CannotRun(
            $"{Mark} is in no folder above {AppContext.BaseDirectory}: run Verify from its own checkout."
        );

    public static string Out => Path.Combine(Root, "reports", "out");

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
