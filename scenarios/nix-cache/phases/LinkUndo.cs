using NUnit.Framework;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Network;
using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 2.4: both ends set up and taken back, on a cable of its own.</summary>
internal static class LinkUndo
{
    public const string Command =
        "ip address replace 10.255.255.1/24 dev enp3s0; ...; ip address delete 10.255.255.1/24 dev enp3s0";

    public static async Task CheckAsync(CacheInRun cache, Step step)
    {
        foreach (var name in CacheInRun.Designs)
        {
            using var hosts = new TwoHosts();
            await hosts.LayAsync(step.Ct);
            foreach (var (host, address) in hosts.Ends)
            {
                var before = await StateAsync(host, step.Ct);
                var done = new Stack<IReadOnlyList<string>>();
                foreach (var one in TwoHosts.StepsOf(cache.Design(name), address))
                {
                    var ran = await Engine.Programs.Command.RunAsync(one.Do, step.Ct, host);
                    if (ran.ExitCode == 0)
                        done.Push(one.Undo);
                    // Once: the other end says the same.
                    else if (host == hosts.Server)
                        step.Find(
                            $"{name}: {ran.Shown}: {ran.Said}",
                            "this kernel cannot do it",
                            kind: FindingKind.NotSeen
                        );
                }
                step.Expect(
                    $"{name}, {address}: the end has its address",
                    await StateAsync(host, step.Ct),
                    Does.Contain($"\"{address}\"")
                );
                foreach (var undo in done)
                    await Engine.Programs.Command.MustAsync(undo, step.Ct, host);
                step.Expect(
                    $"{name}, {address}: after the undo the end is as it was",
                    await StateAsync(host, step.Ct),
                    Is.EqualTo(before)
                );
            }
        }
    }

    // Without its statistics, and without what the kernel gives it itself when it is up.
    private static async Task<string> StateAsync(Compartment host, CancellationToken ct)
    {
        var ip = CableService.Ip.MustFind();
        var shown = await Engine.Programs.Command.MustAsync(
            [ip, "-4", "-json", "address", "show", "dev", TwoHosts.Device],
            ct,
            host
        );
        var queueing = await Engine.Programs.Command.MustAsync(
            [CableService.Tc.MustFind(), "qdisc", "show", "dev", TwoHosts.Device],
            ct,
            host
        );
        var link = await Engine.Programs.Command.MustAsync(
            [ip, "-brief", "link", "show", "dev", TwoHosts.Device],
            ct,
            host
        );
        return $"{shown.Stdout.Trim()}\n{Queueing(queueing.Stdout)}\n{link.Stdout.Trim()}";
    }

    // Once it has been up, an end without a queue of its own says so.
    private static string Queueing(string said) =>
        string.Join(
            '\n',
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.Contains("noqueue", StringComparison.Ordinal))
        );
}
