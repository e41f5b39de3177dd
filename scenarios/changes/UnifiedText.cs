using System.Text;
using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Changes;

/// <summary>Two configurations as <c>diff -u</c> compares their files; included ones pair by their path from the main file.</summary>
internal sealed class UnifiedText
{
    private const string Nothing = "/dev/null";

    private readonly string text;
    private readonly Encoding encoding;

    private UnifiedText(string text, Encoding encoding)
    {
        this.text = text;
        this.encoding = encoding;
    }

    public static UnifiedText Of(NginxConf a, NginxConf b)
    {
        var files = Pairs(a, b).ToList();
        // A byte that is no UTF-8 comes out as it went in.
        var bytewise = files.Any(pair => pair.Old?.Bytewise == true || pair.New?.Bytewise == true);
        var encoding = bytewise ? Encoding.Latin1 : Encoding.UTF8;
        string Read(SourceFile? file) => file is null ? "" : encoding.GetString(file.Bytes);
        return new(
            string.Concat(
                files.Select(pair =>
                    ConfDiff.Unified(
                        Read(pair.Old),
                        Read(pair.New),
                        pair.Old?.Path ?? Nothing,
                        pair.New?.Path ?? Nothing
                    )
                )
            ),
            encoding
        );
    }

    /// <summary>To standard output, coloured where that is a terminal which wants colours.</summary>
    public void Write()
    {
        var shown = WantsColours() ? string.Concat(Lines().Select(Coloured)) : text;
        using var output = Console.OpenStandardOutput();
        output.Write(encoding.GetBytes(shown));
    }

    public override string ToString() => text;

    private static IEnumerable<(SourceFile? Old, SourceFile? New)> Pairs(NginxConf a, NginxConf b)
    {
        yield return (a.Main.Source, b.Main.Source);
        var (old, now) = (Included(a), Included(b));
        foreach (var name in old.Keys.Union(now.Keys, StringComparer.Ordinal))
            yield return (old.GetValueOrDefault(name), now.GetValueOrDefault(name));
    }

    private static Dictionary<string, SourceFile> Included(NginxConf conf) =>
        conf
            .Sources.Skip(1)
            .ToDictionary(
                source => Path.GetRelativePath(conf.Prefix, source.FullPath!),
                source => source,
                StringComparer.Ordinal
            );

    private static bool WantsColours() =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    private IEnumerable<string> Lines() => text.Split('\n').SkipLast(1).Select(line => line + '\n');

    private static string Coloured(string line)
    {
        var code = line switch
        {
            ['+', ..] => "32",
            ['-', ..] => "31",
            ['@', ..] => "36",
            _ => null,
        };
        return code is null ? line : $"\e[{code}m{line[..^1]}\e[0m\n";
    }
}
