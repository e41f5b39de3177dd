using System.Globalization;
using System.Text.RegularExpressions;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Transcoding;

/// <summary>What an original_url names, as far as the configuration allows it: anything else is nobody's business to read.</summary>
internal abstract partial record VideoSource
{
    private const int UsualSeconds = 6;

    /// <summary>FFmpeg's arguments that open it.</summary>
    public abstract IReadOnlyList<string> Input { get; }

    /// <returns>Null where it is not allowed.</returns>
    public static VideoSource? Of(string originalUrl, IReadOnlyList<string> allowed) =>
        TestPicture().Match(originalUrl) is { Success: true } picture
            ? allowed.Contains(OutputSettings.TestSource)
                ? new Generated(
                    picture.Groups["name"].Value,
                    picture.Groups["seconds"] is { Success: true } seconds
                        ? int.Parse(seconds.Value, CultureInfo.InvariantCulture)
                        : UsualSeconds
                )
                : null
            : allowed
                .Where(one => one.StartsWith(OutputSettings.FolderSource, StringComparison.Ordinal))
                .Select(folder => Within(originalUrl, new Uri(folder).LocalPath))
                .FirstOrDefault(found => found is not null);

    private static Stored? Within(string originalUrl, string folder)
    {
        if (
            !Uri.TryCreate(originalUrl, UriKind.Absolute, out var file)
            || file is not { IsFile: true, Host: "", Query: "", Fragment: "" }
            || file.LocalPath.Contains('\0', StringComparison.Ordinal)
        )
            return null;
        var root = Path.GetFullPath(folder).TrimEnd('/') + '/';
        var path = Path.GetFullPath(file.LocalPath);
        return path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length
            ? new(path, root)
            : null;
    }

    // FFmpeg's other generators and filters can read files; these cannot.
    [GeneratedRegex(
        @"^lavfi:(?<name>testsrc2|testsrc|smptebars|mandelbrot)(=duration=(?<seconds>[1-9]\d{0,2}))?\z"
    )]
    private static partial Regex TestPicture();

    /// <summary>A picture that FFmpeg draws, with a tone.</summary>
    internal sealed record Generated(string Name, int Seconds) : VideoSource
    {
        public override IReadOnlyList<string> Input =>
            [
                "-f",
                "lavfi",
                "-t",
                $"{Seconds}",
                "-i",
                $"{Name}=size=640x360:rate=25",
                "-f",
                "lavfi",
                "-t",
                $"{Seconds}",
                "-i",
                "sine=frequency=440",
            ];
    }

    /// <summary>A file in a folder of uploads.</summary>
    internal sealed record Stored(string Path, string Folder) : VideoSource
    {
        // A playlist in the place of a video could name any file of this machine: only formats that hold their own media.
        private const string Formats = "mov,matroska,mpegts,avi";

        public override IReadOnlyList<string> Input =>
            ["-protocol_whitelist", "file", "-format_whitelist", Formats, "-i", $"file:{Path}"];

        /// <summary>Whether it is a file that lies there itself: no link, and no folder on its way is one.</summary>
        public bool IsPlain()
        {
            for (
                var at = Path;
                at.Length > Folder.Length;
                at = System.IO.Path.GetDirectoryName(at)!
            )
                if (new FileInfo(at).LinkTarget is not null)
                    return false;
            return File.Exists(Path);
        }
    }
}
