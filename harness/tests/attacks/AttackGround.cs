using System.Diagnostics;
using System.Text.RegularExpressions;
using Verify.Engine.Programs;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Attacks;

/// <summary>
/// A checkout of root's, things of root's beside it that must not change, and a folder of a stranger's: a user whom
/// nobody knows, and who may do what anybody may.
/// </summary>
/// <remarks>A folder of the test's own; nothing of the machine is touched by an attack that succeeds.</remarks>
internal sealed class AttackGround : IDisposable
{
    public const string Secret = "known to root alone";

    // No user of any machine that this is run on: services begin at 100, people at 1000.
    private const string Stranger = "61234";
    private const string RunName = "20261127-000000-nginx-caching-abcd";

    // Most end in a second; one that waits for a pipe never does.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(300);

    // A rollback asks before it does what a journal says: whoever attacks hopes for a script that does not.
    private static readonly Lazy<Task<string>> yes = new(async () =>
    {
        var help = await Command.RunAsync(
            [.. VerifyProgram.Line, "rollback", "--help"],
            CancellationToken.None
        );
        return help.Stdout.Contains("--yes", StringComparison.Ordinal) ? "--yes" : "";
    });

    private readonly TempFolder folder = new();
    private readonly Dictionary<string, string> places;

    private AttackGround()
    {
        places = new()
        {
            ["GROUND"] = folder.Path,
            ["ROOT"] = folder.File("of-root"),
            ["CHECKOUT"] = folder.File("checkout"),
            ["OUT"] = folder.File("checkout/reports/out"),
            ["RUN"] = folder.File($"checkout/reports/out/{RunName}"),
            ["PLACE"] = folder.File("stranger"),
            ["STRANGER"] = Stranger,
            ["NAME"] = RunName,
            ["SELF"] = typeof(AttackGround).Assembly.Location,
            ["DOTNET"] = Environment.ProcessPath!,
            ["TMP"] = folder.File("tmp"),
            ["IMPOSTOR"] = folder.File("impostor"),
            ["RECORD"] = PlantedRecord.Run(RunName),
            ["NIGHT"] = PlantedRecord.Night,
        };
    }

    // reports/out is open to everybody, as a careless umask or "chmod -R 777" leaves it.
    private const string Setup = $$"""
        set -e
        umask 022
        chmod 755 "$GROUND"
        mkdir -p "$ROOT/places" "$ROOT/kept/inner" "$ROOT/mounted" "$CHECKOUT/scenarios/bin/Debug" "$CHECKOUT/reports"
        mkdir -m 700 "$ROOT/home" "$ROOT/home/.ssh"
        echo 'ssh-ed25519 AAAA root' >"$ROOT/home/.ssh/authorized_keys"
        echo '{{Secret}}' >"$ROOT/secret"
        chmod 600 "$ROOT/home/.ssh/authorized_keys" "$ROOT/secret"
        echo one >"$ROOT/kept/file"
        echo two >"$ROOT/kept/inner/file"
        mkdir -m 777 "$OUT"
        chmod 777 "$OUT"
        mkdir "$PLACE"
        chown "$STRANGER:$STRANGER" "$PLACE"
        : >"$CHECKOUT/Verify.sln"
        cp -al "$PROGRAM" "$CHECKOUT/scenarios/bin/Debug/net10.0" 2>/dev/null || cp -a "$PROGRAM" "$CHECKOUT/scenarios/bin/Debug/net10.0"
        """;

    public string this[string place]
    {
        get => places[place];
        set => places[place] = value;
    }

    public static async Task<AttackGround> MakeAsync(CancellationToken ct)
    {
        Assert.That(Environment.IsPrivilegedProcess, Is.True, "this test needs root");
        var ground = new AttackGround();
        ground.places["PROGRAM"] = Path.Combine(Checkout.Root, "scenarios/bin/Debug/net10.0");
        ground.places["YES"] = await yes.Value;
        await ground.AsRootAsync(Setup, ct);
        await File.WriteAllBytesAsync(
            ground["IMPOSTOR"],
            ImpostorProgram.MakingFile(ground.Resolve("$ROOT/places/asked")),
            ct
        );
        return ground;
    }

    /// <summary>Text in which the ground's places stand for what they are; whole files stay variables of the shell's.</summary>
    public string Resolve(string text) =>
        Regex.Replace(
            text,
            @"\$(\w+)",
            found =>
                places.TryGetValue(found.Groups[1].Value, out var place) && !place.Contains('"')
                    ? place
                    : found.Value
        );

    public Task AsRootAsync(string line, CancellationToken ct) => MustAsync(["sh", "-c", line], ct);

    public Task AsStrangerAsync(string line, CancellationToken ct) =>
        MustAsync([.. ToStranger, "sh", "-c", line], ct);

    /// <summary>Something of the stranger's that goes on until it is let go.</summary>
    public async Task<IAsyncDisposable> StartAsStrangerAsync(string line, CancellationToken ct)
    {
        var begun = new Session(
            Process.Start(Prepared(["setsid", .. ToStranger, "sh", "-c", line]))!
        );
        // So that it is at it when the program starts; what it is for takes many tries anyway.
        await Task.Delay(Ahead, ct);
        return begun;
    }

    /// <summary>Runs the program of this checkout as root, and gives it up where it does not end.</summary>
    /// <param name="around">A line of shell that runs it.</param>
    public async Task<Ended> VerifyAsync(
        IEnumerable<string> arguments,
        CancellationToken ct,
        string around = "\"$@\""
    )
    {
        var start = Prepared([
            "timeout",
            "--kill-after=5",
            $"{Patience.TotalSeconds}",
            "sh",
            "-c",
            around,
            "sh",
            Environment.ProcessPath!,
            Path.Combine(places["CHECKOUT"], "scenarios/bin/Debug/net10.0/verify.dll"),
            .. arguments,
        ]);
        start.RedirectStandardInput =
            start.RedirectStandardOutput =
            start.RedirectStandardError =
                true;
        start.WorkingDirectory = places["CHECKOUT"];
        using var program = Process.Start(start)!;
        // Nobody is there to answer a question.
        program.StandardInput.Close();
        var (stdout, stderr) = (
            program.StandardOutput.ReadToEndAsync(ct),
            program.StandardError.ReadToEndAsync(ct)
        );
        await program.WaitForExitAsync(ct);
        return new(program.ExitCode, await stdout, await stderr);
    }

    /// <summary>All that is root's on it, with what makes a difference: what an attack changes, it shows.</summary>
    public async Task<string> LookAsync(CancellationToken ct)
    {
        const string all =
            "cd \"$ROOT\" && find . -printf '%p %y %m %U:%G %n %s %l %T@\\n' -type f -exec sha256sum {} + | sort";
        return (await MustAsync(["sh", "-c", all], ct)).Stdout;
    }

    /// <summary>Files in which the stranger can read what root alone knows.</summary>
    public async Task<string> ToldAsync(CancellationToken ct)
    {
        var line =
            $"find '{folder.Path}' -type f -size -64k -exec grep -ls '{Secret}' {{}} + 2>/dev/null || true";
        return (await MustAsync([.. ToStranger, "sh", "-c", line], ct)).Stdout.Trim();
    }

    public void Dispose() => folder.Dispose();

    private static string[] ToStranger =>
        ["setpriv", $"--reuid={Stranger}", $"--regid={Stranger}", "--clear-groups"];

    // A session of its own: all of it ends together.
    private sealed class Session(Process leader) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Command.RunAsync(
                ["kill", "-KILL", "--", $"-{leader.Id}"],
                CancellationToken.None
            );
            await leader.WaitForExitAsync();
            leader.Dispose();
        }
    }

    private ProcessStartInfo Prepared(IReadOnlyList<string> line)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1));
        foreach (var (name, value) in places)
            start.Environment[name] = value;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private async Task<CommandResult> MustAsync(IReadOnlyList<string> line, CancellationToken ct)
    {
        var result = await Command.RunAsync(
            ["env", .. places.Select(one => $"{one.Key}={one.Value}"), .. line],
            ct
        );
        Assert.That(result.ExitCode, Is.Zero, $"{line[^1]}\n{result.Said}");
        return result;
    }
}
