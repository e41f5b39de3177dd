using Verify.Engine;

namespace Verify.Tests;

/// <summary>A thread is born into the namespaces of the one that makes it: none but a compartment's own may be in one.</summary>
public sealed class CompartmentThreadTests
{
    private const int Compartments = 8;
    private const int Acts = 200;
    private const int Grown = 64;

    [Test]
    public async Task No_thread_of_the_pool_is_born_inside_a_compartment()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("namespaces are made by root here");
        // A pool that may grow at once makes its threads wherever work is queued.
        ThreadPool.GetMinThreads(out var least, out var ports);
        ThreadPool.SetMinThreads(Grown, ports);
        var all = Enumerable.Range(0, Compartments).Select(_ => Compartment.Isolated()).ToArray();
        try
        {
            await Task.WhenAll(all.Select(BusyAsync));
            // All are in the test's namespaces but the compartments' own: those must be seen to be elsewhere.
            var elsewhere = Elsewhere()
                .ToLookup(name => name.StartsWith("compartment", StringComparison.Ordinal));
            Assert.That(elsewhere[true].Count(), Is.EqualTo(Compartments));
            Assert.That(elsewhere[false], Is.Empty);
        }
        finally
        {
            ThreadPool.SetMinThreads(least, ports);
            foreach (var one in all)
                one.Dispose();
        }
    }

    // Whoever is woken keeps its thread, so that the pool has to make more of them while compartments are at work.
    private static Task BusyAsync(Compartment compartment) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Acts)
                .Select(async number =>
                {
                    await compartment.Within(() => number);
                    Thread.Sleep(1);
                })
        );

    private static IEnumerable<string> Elsewhere()
    {
        var ours = Namespace("/proc/self");
        foreach (var task in Directory.GetDirectories("/proc/self/task"))
        {
            var name = File.Exists($"{task}/comm") ? File.ReadAllText($"{task}/comm").Trim() : "";
            if (Namespace(task) is { } its && its != ours)
                yield return $"{name} ({Path.GetFileName(task)})";
        }
    }

    private static string? Namespace(string process) =>
        new FileInfo($"{process}/ns/mnt").LinkTarget;
}
