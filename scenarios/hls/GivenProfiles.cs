using System.Text;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>The file of the user's own profiles (<c>--profiles FILE</c>), as it was when it was read.</summary>
internal sealed record GivenProfiles(string File, string Text)
{
    public const string Key = "profiles";

    private Profiles? read;

    /// <exception cref="UsageError">It cannot be read, or it is no file of profiles.</exception>
    public static GivenProfiles? Load(string? file)
    {
        if (file is null)
            return null;
        if (file.Length == 0)
            throw new UsageError($"--{Key} is empty. Give a file, or leave it out.");
        var bytes = Read(file);
        // Whatever is wrong with it is said before anything else is done.
        var profiles = ProfileFile.Read(bytes, file);
        return new(file, Encoding.UTF8.GetString(bytes)) { read = profiles };
    }

    /// <summary>What <c>--profile</c> takes is a name; the file has an option of its own.</summary>
    /// <exception cref="UsageError">It looks like a file.</exception>
    public static void MustBeName(string given)
    {
        if (given.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            throw new UsageError(
                $"--profile takes a profile's name, and '{given}' is a file: give --{Key} {given} too, and with --profile the name of one in it."
            );
    }

    /// <summary>Those of a run, which need not see the file any more.</summary>
    public static GivenProfiles? Of(RunRequest request) =>
        request.Files.TryGetValue(Key, out var text) ? new(request.Parameters[Key], text) : null;

    /// <summary>Those that are shipped, and the user's; read once, however often it is asked.</summary>
    public Profiles Profiles() => read ??= ProfileFile.Read(Encoding.UTF8.GetBytes(Text), File);

    /// <summary>The file may change after the run; what the run was about shall still be told.</summary>
    public void KeepWith(Step step) => step.Keep("profiles.json", Text, "application/json");

    private static byte[] Read(string file)
    {
        if (FileKind.OtherThanFile(file) is { } kind)
            throw new UsageError($"--{Key} {file} is {kind}. Give a JSON file.");
        try
        {
            using var stream = System.IO.File.OpenRead(file);
            // One byte more than is allowed says that there are more.
            var bytes = new byte[ProfileFile.LargestBytes + 1];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageError(
                $"--{Key} {file} cannot be read: {refused.Message} Give a JSON file."
            );
        }
    }
}
