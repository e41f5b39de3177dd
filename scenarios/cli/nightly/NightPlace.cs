using Verify.Engine.Linux;
using Verify.Engine.Trust;

namespace Verify.Scenarios.Cli.Nightly;

/// <summary>Tells before a night, or its plan, whether what it writes can be where it was asked for.</summary>
internal static class NightPlace
{
    /// <exception cref="UsageError">It is none, and cannot become one.</exception>
    /// <exception cref="CannotRun">It cannot be written.</exception>
    public static string File(string option, string path)
    {
        var wanted = $"Name a file in a folder that can be written, with {option} FILE";
        if (Directory.Exists(path))
            throw new UsageError($"{option} {path} is a folder. {wanted}.");
        Above(option, path, Path.GetDirectoryName(path), wanted);
        if (!System.IO.File.Exists(path))
            return path;
        // A device or a pipe forgets what is written to it.
        if (!FileStamp.LeadsToPlainFile(path))
            throw new UsageError($"{option} {path} is no regular file. {wanted}.");
        Try(
            option,
            path,
            wanted,
            () => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)
        );
        return path;
    }

    /// <exception cref="UsageError">It is none, and cannot become one.</exception>
    /// <exception cref="CannotRun">Nothing can be made in it.</exception>
    public static string Folder(string option, string path)
    {
        var wanted = $"Name a folder that can be written, with {option} DIR";
        Above(option, path, path, wanted);
        return path;
    }

    // The nearest folder that is there: by a file that is gone when it is closed, for some file systems let nobody make one,
    // whatever their modes say.
    private static void Above(string option, string path, string? above, string wanted)
    {
        while (above is not null && !Directory.Exists(above))
        {
            if (System.IO.File.Exists(above))
                throw new UsageError(
                    $"{option} {path}: {above} is a file, and nothing can be made below it. {wanted}."
                );
            above = Path.GetDirectoryName(above);
        }
        // Before anything is made in it.
        TrustedFolder.Parent(above ?? "/").Dispose();
        Try(
            option,
            path,
            wanted,
            () =>
                new FileStream(
                    Path.Combine(above ?? "/", $".verify-{Guid.NewGuid():N}"),
                    FileMode.CreateNew,
                    FileAccess.Write,
                    FileShare.None,
                    bufferSize: 0,
                    FileOptions.DeleteOnClose
                ),
            above
        );
    }

    private static void Try(
        string option,
        string path,
        string wanted,
        Func<FileStream> open,
        string? above = null
    )
    {
        try
        {
            open().Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CannotRun(
                above is null
                    ? $"{option} {path} cannot be written: {refused.Message} {wanted}."
                    : $"{option} {path}: nothing can be made in {above}. {wanted}.",
                refused
            );
        }
    }
}
