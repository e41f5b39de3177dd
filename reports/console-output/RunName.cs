using Verify.Engine;

namespace Verify.Reports.ConsoleOutput;

/// <summary>A run as it is typed: among the runs its name is enough; elsewhere it takes the path.</summary>
public static class RunName
{
    public static string Of(string folder) =>
        ShellWords.Join([
            Path.GetDirectoryName(folder) == Checkout.Out ? Path.GetFileName(folder) : folder,
        ]);
}
