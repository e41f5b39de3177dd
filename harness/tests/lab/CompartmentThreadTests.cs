using System.Collections.Concurrent;
using Verify.Engine.Namespaces;
using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>A thread is born into the namespaces of the one that makes it: none but a compartment's own may be in one.</summary>
/// <remarks>
/// It shows where those who wait go on while every thread of the pool is held. It does not show that Outside is what keeps
/// them there: it passes as well where a compartment's own thread completes the task.
/// </remarks>
public sealed class CompartmentThreadTests
{
    private const int Compartments = 8;

    // Each keeps the thread that it goes on with, so that a thread which fell idle meanwhile can hide one birth, not all.
    private const int Acts = 4;

    // Only a pool that hangs is cut short by it.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public void Whoever_waits_for_a_compartment_goes_on_outside_though_the_pool_needs_a_new_thread(
        CancellationToken ct
    )
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Ignore("namespaces are made by root here");
        var all = Enumerable.Range(0, Compartments).Select(_ => Compartment.Isolated()).ToArray();
        ThreadPool.GetMinThreads(out var least, out var ports);
        var busy = ThreadPool.ThreadCount + Compartments;
        var waiting = Compartments * Acts;
        // Up to so many the pool makes a thread at once, on the thread that queues the work.
        ThreadPool.SetMinThreads(least + busy + waiting, ports);
        var held = new CountdownEvent(busy);
        var wentOn = new CountdownEvent(waiting);
        var awaited = new ManualResetEventSlim();
        var release = new ManualResetEventSlim();
        var places = new ConcurrentBag<string?>();
        try
        {
            // None is left idle: what a compartment's word wakes has to be given a thread that is not there yet.
            for (var i = 0; i < busy; i++)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    held.Signal();
                    release.Wait();
                });
            }
            held.Wait(ct);
            foreach (var compartment in all)
            {
                for (var i = 0; i < Acts; i++)
                {
                    _ = compartment
                        .Within(() =>
                        {
                            // Not before someone waits: whoever comes to a done task goes on where it is.
                            awaited.Wait();
                            return Namespace("/proc/thread-self");
                        })
                        .ContinueWith(
                            done =>
                            {
                                places.Add(Namespace("/proc/thread-self"));
                                wentOn.Signal();
                                release.Wait();
                                return done.Result;
                            },
                            CancellationToken.None,
                            TaskContinuationOptions.None,
                            TaskScheduler.Default
                        );
                }
            }
            awaited.Set();
            wentOn.Wait(ct);
            Assert.That(places.Distinct(), Is.EqualTo([Namespace("/proc/self")]));
            // The compartments' own threads must be seen to be elsewhere.
            var elsewhere = Elsewhere()
                .ToLookup(name => name.StartsWith("compartment", StringComparison.Ordinal));
            Assert.That(elsewhere[true].Count(), Is.EqualTo(Compartments));
            Assert.That(elsewhere[false], Is.Empty);
        }
        finally
        {
            awaited.Set();
            release.Set();
            ThreadPool.SetMinThreads(least, ports);
            foreach (var one in all)
                one.Dispose();
        }
    }

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
