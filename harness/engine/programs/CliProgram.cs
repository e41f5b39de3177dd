using System.ComponentModel;
using CliWrap;

namespace Verify.Engine.Programs;

/// <summary>The one place that uses CliWrap: programs that run to their end outside compartments.</summary>
internal static class CliProgram
{
    /// <param name="heard">Told every line of its standard output as well.</param>
    /// <param name="kill">Kills it, with its children.</param>
    /// <param name="interrupt">Sends it SIGINT, and waits for it.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> line,
        BoundedOutput stdout,
        BoundedOutput stderr,
        Action<string>? heard,
        CancellationToken kill,
        CancellationToken interrupt = default
    )
    {
        var kept = PipeTarget.Create(stdout.ReadAsync);
        var program = Cli.Wrap(line[0])
            .WithArguments(line.Skip(1))
            // The folder that we are in, even where another one has since been mounted on its path.
            .WithWorkingDirectory("")
            .WithStandardOutputPipe(
                heard is null ? kept : PipeTarget.Merge(kept, PipeTarget.ToDelegate(heard))
            )
            .WithStandardErrorPipe(PipeTarget.Create(stderr.ReadAsync))
            .WithValidation(CommandResultValidation.None);
        try
        {
            var ended = await program.ExecuteAsync(kill, interrupt);
            return ended.ExitCode;
        }
        catch (Win32Exception refused)
        {
            // Within is what the kernel said; around it are guesses.
            throw new CannotStart(line[0], refused.InnerException ?? refused);
        }
        catch (TimeoutException) when (kill.IsCancellationRequested)
        {
            // CliWrap gives the kernel three seconds to take a killed process down, which a busy machine can exceed.
            throw new OperationCanceledException(kill);
        }
    }
}
