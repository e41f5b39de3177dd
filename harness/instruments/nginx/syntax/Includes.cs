using Verify.Engine;

namespace Verify.Instruments;

/// <summary>Follows include: names relative to the prefix, globs in the order of glob(3), no file within itself.</summary>
internal sealed class Includes(string prefix)
{
    // Files that include each other twice over double with every level; a real tree has a few hundred.
    private const int MostFiles = 10_000;

    private const long MostBytes = 64L * 1024 * 1024;

    private readonly List<string> reading = [];
    private int files;
    private long bytes;

    public ConfFile Read(SourceFile main) => Read(main, Path.GetFullPath(main.Path), 0, null);

    public static IEnumerable<ConfFile> FilesOf(ConfFile file) =>
        Below(file.Nodes).SelectMany(FilesOf).Prepend(file);

    /// <param name="path">Absolute.</param>
    /// <param name="called">The name to use in messages.</param>
    public static SourceFile ReadFile(string path, string called)
    {
        try
        {
            if (FileKind.OtherThanFile(path) is { } kind)
            {
                throw new UsageError($"{called} is {kind}; an nginx configuration file is wanted.");
            }
            var info = new FileInfo(path);
            SourceFile.RefuseOversize(called, info.Length);
            using var stream = info.OpenRead();
            var content = new byte[Math.Min(stream.Length, SourceFile.LargestBytes)];
            stream.ReadExactly(content);
            return SourceFile.FromBytes(called, content) with { FullPath = path };
        }
        catch (Exception missing)
            when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageError($"open() \"{called}\" failed (2: No such file or directory)");
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new UsageError($"open() \"{called}\" failed: {refused.Message}");
        }
    }

    private static IEnumerable<ConfFile> Below(IEnumerable<Node> nodes) =>
        nodes
            .OfType<Directive>()
            .SelectMany(directive =>
                (directive.Included ?? []).Concat(
                    directive.Block is { } block ? Below(block.Nodes) : []
                )
            );

    private ConfFile Read(SourceFile source, string path, int depth, string? within)
    {
        reading.Add(path);
        try
        {
            return new Parser(source, Include, depth, within).Read();
        }
        finally
        {
            reading.RemoveAt(reading.Count - 1);
        }
    }

    private List<ConfFile> Include(Word name, int depth, string? within)
    {
        var path = Path.GetFullPath(Path.Combine(prefix, name.Value));
        // Not normalised for a glob: "*/../x" means something else than "x".
        var found = Glob.IsPattern(name.Value)
            ? Glob.Expand(Path.Combine(prefix, name.Value))
            : [path];
        return [.. found.Select(file => Include(file, name.Place, depth, within))];
    }

    private ConfFile Include(string path, SourcePlace place, int depth, string? within)
    {
        if (reading.Contains(path))
        {
            throw SyntaxError.At(
                $"include of \"{path}\" never ends",
                place,
                $"It is being read already: {string.Join(" -> ", reading.Append(path))}."
            );
        }
        if (depth > Parser.DeepestNesting)
        {
            throw SyntaxError.At(
                $"include is nested more than {Parser.DeepestNesting} deep",
                place,
                "Blocks count."
            );
        }
        SourceFile source;
        try
        {
            source = ReadFile(path, path);
        }
        catch (UsageError refused)
        {
            throw SyntaxError.At(
                refused.Message.TrimEnd('.'),
                place,
                $"Names are relative to {prefix}."
            );
        }
        bytes += source.Text.Length;
        if (++files > MostFiles || bytes > MostBytes)
        {
            throw SyntaxError.At(
                $"include brings in more than {MostFiles} files or {MostBytes} bytes",
                place,
                "Do the files include each other over and over?"
            );
        }
        return Read(source, path, depth, within);
    }
}
