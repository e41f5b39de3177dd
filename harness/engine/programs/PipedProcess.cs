using System.ComponentModel;
using System.Diagnostics;

namespace Verify.Engine.Programs;

/// <summary>Starts what CliWrap cannot, with pipes for its three streams.</summary>
/// <remarks>
/// In a compartment: CliWrap's threads would be born there, and stay. What must die with us or be killed by its session:
/// CliWrap knows neither, and waits for whoever holds a pipe.
/// </remarks>
internal static class PipedProcess
{
    /// <param name="folder">Its working directory; ours where it is empty.</param>
    /// <param name="environment">Beside ours, or in its place.</param>
    public static Process Start(
        IReadOnlyList<string> line,
        string folder = "",
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception refused)
        {
            throw new CannotStart(line[0], refused);
        }
    }
}
