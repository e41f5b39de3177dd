using System.Runtime.CompilerServices;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Tests.Nginx;

/// <summary>The configurations of seed 000, before and after, and others, beside this file.</summary>
internal static class Golden
{
    public static string Folder() => Path.Combine(Path.GetDirectoryName(ThisFile())!, "golden");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), name));

    public static NginxConf Conf(string name) => NginxConf.Load(Path.Combine(Folder(), name));

    private static string ThisFile([CallerFilePath] string here = "") => here;
}
