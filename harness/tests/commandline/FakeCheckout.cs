using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>
/// A checkout with the real run.ps1, a source in each folder, and a dotnet that keeps a list of what it was asked: it "builds"
/// at once, and as the program it says its arguments, one a line.
/// </summary>
internal sealed class FakeCheckout : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        if [ "$1" = build ]; then
            echo build >>"$ASKED"
            mkdir -p "$2/bin/Debug/net10.0" && : >"$2/bin/Debug/net10.0/verify.dll"
            echo '  Determining projects to restore...'
            echo '  Verify.Engine -> /somewhere/Verify.Engine.dll'
            if [ -e "$2/broken" ]; then echo 'a.cs(1,1): error CS1002: ; expected'; exit 1; fi
            exit 0
        fi
        # PowerShell is a program of dotnet's too.
        case "$1" in */verify.dll) shift ;; *) exec "$DOTNET" "$@" ;; esac
        for word; do printf '[%s]\n' "$word"; done
        case "$1" in
            read) cat ;;
            exit) exit "$2" ;;
            wait)
                trap 'echo interrupted; exit 130' INT
                echo waiting
                while :; do sleep 0.05; done ;;
        esac

        """;

    private static readonly string[] Folders =
    [
        "harness",
        "scenarios",
        "fixtures",
        "origin",
        "reports",
    ];

    private readonly TempFolder folder = new();

    public FakeCheckout()
    {
        File.Copy(Path.Combine(Checkout.Root, "run.ps1"), Script);
        File.WriteAllText(folder.File("Directory.Build.props"), "<Project />");
        foreach (var name in Folders)
        {
            Directory.CreateDirectory(folder.File(name));
            File.WriteAllText(In($"{name}/Some.cs"), "class Some;");
        }
        Directory.CreateDirectory(folder.File("path"));
        File.WriteAllText(In("path/dotnet"), Dotnet);
        File.SetUnixFileMode(In("path/dotnet"), (UnixFileMode)Convert.ToInt32("755", 8));
    }

    public string Script => folder.File("run.ps1");

    public Dictionary<string, string> Environment =>
        new()
        {
            ["PATH"] = $"{In("path")}:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["ASKED"] = folder.File("asked"),
            ["DOTNET"] = System.Environment.ProcessPath!,
        };

    /// <summary>How often it was built.</summary>
    public int Builds => File.Exists(In("asked")) ? File.ReadAllLines(In("asked")).Length : 0;

    public string In(string name) => folder.File(name);

    public StartedProgram Start(params IEnumerable<string> line) =>
        StartedProgram.Here([.. line], Environment);

    public async Task<Ended> RunAsync(CancellationToken ct, params IEnumerable<string> line)
    {
        await using var program = Start(line);
        return await program.EndAsync(ct);
    }

    public void Dispose() => folder.Dispose();
}
