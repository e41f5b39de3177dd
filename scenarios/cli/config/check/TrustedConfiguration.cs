using Verify.Engine.Linux;
using Verify.Engine.Trust;
using Verify.Instruments.Nginx.Server;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>
/// A configuration that nginx may be given. Reading one is harmless, whoever wrote it; nginx -t runs the modules that it
/// loads, as whoever types the command.
/// </summary>
internal static class TrustedConfiguration
{
    /// <param name="prefix">What nginx resolves the names of modules against.</param>
    /// <exception cref="NotTrusted">Another user could have written one of its files or modules.</exception>
    public static void MustBe(ServerConfiguration configuration, string prefix)
    {
        foreach (var file in configuration.Files)
            // It was read before: what is trusted must be what was read.
            if (Read(file.Path) is not { } bytes || !bytes.AsSpan().SequenceEqual(file.Bytes))
                throw new CannotRun($"{file.Path} changed while it was checked");
        foreach (var load in configuration.Conf.Root.Named("load_module"))
            if (load.Args.FirstOrDefault() is { } module)
                _ = Read(Path.Combine(prefix, module));
    }

    private static byte[]? Read(string path)
    {
        var real = RealPath.Of(Path.GetFullPath(path));
        if (!File.Exists(real))
            return null;
        using var folder = TrustedFolder.Parent(Path.GetDirectoryName(real)!);
        return folder.Read(Path.GetFileName(real));
    }
}
