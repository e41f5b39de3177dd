using System.Runtime.CompilerServices;
using Verify.Instruments;

namespace Verify.Tests.Nginx;

/// <summary>The configurations of seed 000, before and after, beside this file.</summary>
internal static class Golden
{
    public static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "golden");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), name));

    public static NginxConf Conf(string name) => NginxConf.Load(Path.Combine(Folder(), name));
}
