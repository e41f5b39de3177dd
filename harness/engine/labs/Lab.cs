using Verify.Engine.Linux;
using Verify.Engine.Namespaces;
using Verify.Engine.Services;

namespace Verify.Engine.Labs;

/// <summary>The disposable world of a run, seen from inside: own processes, mounts, network and, if need be, users.</summary>
public static class Lab
{
    /// <summary>Set by the process outside; not for what a drill starts inside, which works as on a machine.</summary>
    internal const string Variable = "VERIFY_LAB";

    /// <summary>Set by the process outside: its own id, by which the lab can be found from there.</summary>
    internal const string OutsideVariable = "VERIFY_OUTSIDE";

    /// <summary>What to type, outside, to get a shell inside: the lab's first process is the child of our child.</summary>
    public static string Enter =>
        IsInside
            ? $"nsenter --all --target $(pgrep -P $(pgrep -P {Environment.GetEnvironmentVariable(OutsideVariable)})) sh"
            : "nothing: it is this machine itself";

    // A program that refuses to be root runs in a user namespace of its own, as an id whose name it may ask for.
    private static readonly (string File, string Line)[] SomebodyElse =
    [
        ("/etc/passwd", "somebody-else:x:65534:65534::/nonexistent:/usr/sbin/nologin"),
        ("/etc/group", "somebody-else:x:65534:"),
    ];

    public static bool IsInside => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Makes the fresh namespaces fit to work in. Nothing done here can be seen outside.</summary>
    /// <param name="services">What will run in it.</param>
    public static void Arrange(IEnumerable<Service> services)
    {
        Loopback.Up();
        foreach (var folder in new[] { "/tmp", "/run", "/var" })
            PrivateFolder.Shadow(folder);
        foreach (var service in services)
            service.ArrangeLab();
        if (UserMap.HasOnlyRoot)
            foreach (var (file, somebodyElse) in SomebodyElse)
                MapToRoot(file, somebodyElse);
    }

    // A server that drops its rights to a user the lab does not map could not start: here every name means id 0.
    private static void MapToRoot(string file, string more)
    {
        var mapped = File.ReadLines(file)
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3);
        var copy = Path.Combine("/run", $"lab-{Path.GetFileName(file)}");
        File.WriteAllLines(
            copy,
            [.. mapped.Select(fields => string.Join(':', WithRootIds(fields))), more]
        );
        Libc.Check(Libc.Mount(copy, file, null, Libc.MsBind, null), $"covering {file}");
    }

    // passwd is name:x:uid:gid:..., group is name:x:gid:members.
    private static IEnumerable<string> WithRootIds(string[] fields) =>
        fields.Select((field, i) => i == 2 || (i == 3 && fields.Length > 4) ? "0" : field);
}
