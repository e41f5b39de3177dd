using Verify.Engine;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>An nginx configuration: its main file and whatever that includes.</summary>
/// <param name="prefix">The folder that names in include are relative to.</param>
public sealed class NginxConf(ConfFile main, string prefix)
{
    public ConfFile Main { get; } = main;

    public string Prefix { get; } = prefix;

    /// <summary>The configuration as nginx sees it: contexts with their directives, included files in place.</summary>
    public ConfContext Root { get; } = ConfContext.Of(main);

    /// <summary>Every file, in the order in which nginx reads them.</summary>
    public IEnumerable<ConfFile> Files => Includes.FilesOf(Main);

    /// <summary>The files it was read from, each once: absolute path and very bytes. None for a text.</summary>
    public IReadOnlyList<SourceFile> Sources =>
        [
            .. Files
                .Select(file => file.Source)
                .Where(source => source.FullPath is not null)
                .DistinctBy(source => source.FullPath),
        ];

    /// <summary>Reads a text alone: what it includes is left alone unless a prefix is given.</summary>
    /// <param name="file">What the text is called in messages.</param>
    /// <param name="prefix">Where included files are; nginx takes the folder of the main file.</param>
    public static NginxConf Parse(string text, string file, string? prefix = null)
    {
        SourceFile.RefuseOversize(file, text.Length);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new UsageError(
                $"{file} is binary: it has a NUL. An nginx configuration is plain text."
            );
        }
        return Parse(new SourceFile(file, text), prefix);
    }

    /// <summary>Reads a file with all that it includes.</summary>
    /// <param name="prefix">Where included files are; without it the folder of the file, as nginx has it.</param>
    public static NginxConf Load(string path, string? prefix = null)
    {
        var full = Path.GetFullPath(path);
        return Parse(Includes.ReadMain(full, path), prefix ?? Path.GetDirectoryName(full) ?? "/");
    }

    private static NginxConf Parse(SourceFile source, string? prefix)
    {
        if (string.IsNullOrWhiteSpace(source.Text.TrimStart('\uFEFF')))
        {
            throw new UsageError(
                $"{source.Path} is empty. An nginx configuration has at least an events section."
            );
        }
        var main = prefix is null
            ? new Parser(source).Read()
            : new Includes(Path.GetFullPath(prefix)).Read(source);
        return new(main, prefix is null ? "" : Path.GetFullPath(prefix));
    }
}
