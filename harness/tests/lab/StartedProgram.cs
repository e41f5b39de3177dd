using System.Diagnostics;
using System.Text;
using Verify.Engine.Programs;

namespace Verify.Tests.Lab;

/// <summary>A program that a test has started, and will not leave running.</summary>
internal sealed class StartedProgram : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly Task<string> stdout;
    private readonly Task<string> stderr;
    private readonly bool isInMachine;

    private StartedProgram(ProcessStartInfo start, bool isInMachine)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // As run.ps1 starts it.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        this.isInMachine = isInMachine;
        process = Process.Start(start)!;
        stdout = ReadAsync(process.StandardOutput);
        stderr = process.StandardError.ReadToEndAsync();
    }

    public static StartedProgram Here(
        IReadOnlyList<string> line,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1));
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new(start, isInMachine: false);
    }

    public static StartedProgram In(int machine, IReadOnlyList<string> line) =>
        new(
            new("nsenter", ["-t", $"{machine}", "-m", "-p", "-n", "--", .. line]),
            isInMachine: true
        );

    /// <summary>Sends it a signal, by the signal's short name.</summary>
    public async Task SignalAsync(string signal, CancellationToken ct) =>
        await Command.MustAsync(["/bin/sh", "-c", $"kill -{signal} {await PidAsync(ct)}"], ct);

    public async Task<Ended> EndAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        return new(process.ExitCode, await stdout.WaitAsync(ct), await stderr.WaitAsync(ct));
    }

    /// <summary>Waits until it has written this to its standard output.</summary>
    public Task UntilSaidAsync(string text, CancellationToken ct) =>
        UntilAsync(() => Said().Contains(text, StringComparison.Ordinal), $"it said '{text}'", ct);

    /// <summary>Waits until something is so; fails with what it said if it ends before.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what, CancellationToken ct)
    {
        while (!isSo())
        {
            if (process.HasExited)
            {
                var ended = await EndAsync(ct);
                Assert.Fail(
                    $"ended with exit {ended.ExitCode} before {what}:\n{ended.Stdout}\n{ended.Stderr}"
                );
            }
            await Task.Delay(BetweenLooks, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    public string Said()
    {
        lock (said)
            return said.ToString();
    }

    private async Task<string> ReadAsync(StreamReader output)
    {
        var part = new char[4096];
        while (await output.ReadAsync(part) is > 0 and var length)
            lock (said)
                said.Append(part, 0, length);
        return Said();
    }

    // nsenter stays outside and waits; the program is its child.
    private async Task<int> PidAsync(CancellationToken ct)
    {
        if (!isInMachine)
            return process.Id;
        int? child = null;
        await UntilAsync(
            () => (child = ProcessTree.ChildOf(process.Id)) is not null,
            "its child was there",
            ct
        );
        return child!.Value;
    }
}

/// <summary>How a program ended and what it said.</summary>
internal sealed record Ended(int ExitCode, string Stdout, string Stderr);
