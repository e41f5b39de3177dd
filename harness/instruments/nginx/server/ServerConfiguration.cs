using System.Text;
using System.Text.Json;
using Verify.Engine;
using Verify.Engine.Namespaces;
using Verify.Engine.Runs;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Server;

/// <summary>What one nginx is started on: the main file and all that it includes, byte for byte as read once.</summary>
/// <param name="prefix">The folder that relative paths in it start from (nginx -p); null for the one built in.</param>
public sealed class ServerConfiguration(NginxConf conf, string? prefix = null)
{
    private const string Contents = "configuration.json";

    public NginxConf Conf => conf;

    public string? Prefix => prefix;

    /// <summary>The main file's absolute path.</summary>
    public string File => PathOf(Conf.Main);

    /// <summary>Every file once, the main one first.</summary>
    public IReadOnlyList<ConfigurationFile> Files { get; } =
    [
        .. conf
            .Files.DistinctBy(PathOf)
            .Select(file => new ConfigurationFile(PathOf(file), BytesOf(file))),
    ];

    /// <summary>Of the main file.</summary>
    public string Sha256 => Files[0].Sha256;

    /// <summary>Of all files: sha256sum FILES | cut -d' ' -f1 | sha256sum; that of the main one if it is alone.</summary>
    public string WholeSha256 => Whole(Files.Select(file => file.Sha256));

    public static string Whole(IEnumerable<string> sums) =>
        sums.ToArray() is [var alone]
            ? alone
            : Evidence.Sha256(
                Encoding.ASCII.GetBytes(string.Concat(sums.Select(sum => $"{sum}\n")))
            );

    /// <summary>Reads it as it is on disk, with what it includes.</summary>
    /// <exception cref="UsageError">It is missing, unreadable, binary, empty, too large or no configuration.</exception>
    public static ServerConfiguration Load(string path, string? prefix = null) =>
        new(NginxConf.Load(Path.GetFullPath(path)), prefix);

    /// <summary>Keeps it in a folder, to be restored elsewhere.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, i) in Files.Select((file, i) => (file, i)))
            System.IO.File.WriteAllBytes(Path.Combine(folder, $"{i}"), file.Bytes);
        System.IO.File.WriteAllText(
            Path.Combine(folder, Contents),
            JsonSerializer.Serialize(new Saved([.. Files.Select(file => file.Path)], Prefix))
        );
    }

    /// <summary>Takes it out of a folder; only where namespaces can be made, such as in a lab.</summary>
    public static async Task<ServerConfiguration> RestoreAsync(string folder)
    {
        var saved = JsonSerializer.Deserialize<Saved>(
            await System.IO.File.ReadAllTextAsync(Path.Combine(folder, Contents))
        )!;
        // Read where every file is at its own path, whatever has become of it since.
        using var view = Compartment.Isolated();
        await view.ArrangeAsync(files =>
        {
            foreach (var (path, i) in saved.Paths.Select((path, i) => (path, i)))
                files.Place(path, System.IO.File.ReadAllBytes(Path.Combine(folder, $"{i}")));
        });
        return await view.Within(() => Load(saved.Paths[0], saved.Prefix));
    }

    /// <summary>The same with some of its directives replaced; every other byte stays.</summary>
    public ServerConfiguration With(Func<Directive, Directive> edit) =>
        new(new NginxConf(ConfEdit.Apply(Conf.Main, edit), Conf.Prefix), Prefix);

    /// <summary>Files that its patterns find now, where the caller is, and did not find when it was read.</summary>
    public IReadOnlyList<string> FoundLater() =>
        [
            .. Patterns()
                .SelectMany(Glob.Expand)
                .Select(Path.GetFullPath)
                .Except(Files.Select(file => file.Path)),
        ];

    /// <summary>The patterns of its includes, absolute: a file that comes later may fit one.</summary>
    public IEnumerable<string> Patterns() =>
        conf
            .Files.SelectMany(file => Included(file.Nodes))
            .Where(Glob.IsPattern)
            .Select(pattern => Path.Combine(conf.Prefix, pattern));

    private static IEnumerable<string> Included(IEnumerable<Node> nodes) =>
        nodes
            .OfType<Directive>()
            .SelectMany(one =>
                one.Included is not null ? [one.Words[1].Value]
                : one.Block is { } block ? Included(block.Nodes)
                : []
            );

    internal static string PathOf(ConfFile file) =>
        file.Source.FullPath ?? Path.GetFullPath(file.Source.Path);

    private static byte[] BytesOf(ConfFile file) => file.Source.Bytes;

    private sealed record Saved(IReadOnlyList<string> Paths, string? Prefix);
}

/// <summary>A file of a configuration, as it was when it was read.</summary>
public sealed record ConfigurationFile(string Path, byte[] Bytes)
{
    public string Sha256 { get; } = Evidence.Sha256(Bytes);
}
