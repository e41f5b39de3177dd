using Verify.Engine;

namespace Verify.Instruments.Nginx.Syntax;

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
    public static SourceFile ReadMain(string path, string called) =>
        ReadFile(path, called, (words, cure) => new UsageError($"{words}. {cure}"));

    /// <param name="refuse">Makes the error of what is wrong, in nginx's words where it has some, and what to do.</param>
    private static SourceFile ReadFile(
        string path,
        string called,
        Func<string, string, UsageError> refuse
    )
    {
        try
        {
            if (FileKind.OtherThanFile(path) is { } kind)
            {
                throw refuse(
                    $"{called} is {kind}; an nginx configuration file is wanted",
                    "Give the path of a plain file, such as /etc/nginx/nginx.conf."
                );
            }
            using var stream = File.OpenRead(path);
            SourceFile.RefuseOversize(called, stream.Length);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return SourceFile.FromBytes(called, content) with { FullPath = path };
        }
        catch (Exception missing)
            when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw refuse(
                $"open() \"{called}\" failed (2: No such file or directory)",
                $"Give the path of an nginx.conf that is there.{Nearest(path)}"
            );
        }
        catch (UnauthorizedAccessException)
        {
            throw refuse(
                $"open() \"{called}\" failed (13: Permission denied)",
                "Make it readable for this user, or give the path of an nginx.conf that is."
            );
        }
        catch (IOException refused)
        {
            throw refuse(
                $"open() \"{called}\" failed: {refused.Message.TrimEnd('.')}",
                "Give the path of one that can be read."
            );
        }
    }

    private static string Nearest(string path)
    {
        try
        {
            return NearestMatch.Hint(
                Path.GetFileName(path),
                Directory
                    .EnumerateFiles(Path.GetDirectoryName(path) ?? "/")
                    .Select(file => Path.GetFileName(file))
            );
        }
        // The hint is a courtesy: a folder that is not there, or not to be looked into, has none.
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "";
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
            source = ReadFile(path, path, (words, _) => new UsageError(words));
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
