using System.Diagnostics;
using System.Globalization;
using Verify.Engine.Linux;
using Verify.Engine.Programs;

namespace Verify.Engine.Labs;

/// <summary>
/// Standard error of the program in a lab: our own. What the programs say that only make the lab (unshare, when what it
/// waits for is killed) has a pipe to itself, so that it does not reach the user where we say the same better.
/// </summary>
public static class LabErrors
{
    private const string Variable = "VERIFY_STDERR";
    private const int StandardError = 2;
    private const int Nobody = -1;

    /// <summary>To be called first of all: where this program is one in a lab, its words go where those outside go.</summary>
    public static void Take()
    {
        // Only a program in a lab was passed one: elsewhere the variable is somebody's mistake.
        if (
            !Lab.IsInside
            || !int.TryParse(
                Environment.GetEnvironmentVariable(Variable),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var passed
            )
        )
            return;
        Environment.SetEnvironmentVariable(Variable, null);
        _ = Libc.Dup2(passed, StandardError);
        _ = Libc.Close(passed);
    }

    /// <summary>Starts what makes a lab.</summary>
    /// <param name="said">All that it said, once it has ended.</param>
    internal static Process Start(ProcessStartInfo start, out Func<string> said)
    {
        // Whoever closed it has none to pass on; the copy is inherited, since nothing says that it is not.
        var passed = Libc.Dup(StandardError);
        start.RedirectStandardError = true;
        if (passed != Nobody)
            start.Environment[Variable] = passed.ToString(CultureInfo.InvariantCulture);
        var lab = Process.Start(start)!;
        if (passed != Nobody)
            _ = Libc.Close(passed);
        var all = lab.StandardError.ReadToEndAsync();
        said = () => LastWords.Wait(all) ? all.Result : "";
        return lab;
    }
}
