using System.Collections.Concurrent;

namespace Verify.Engine.Namespaces;

/// <summary>
/// Where compartments leave word of what they have done. Whoever waits goes on from here: to wake a waiter may take a new
/// thread of the pool, and one that a compartment's thread had made would live in the compartment for good, and mount,
/// unmount and connect there whatever it is later used for.
/// </summary>
internal static class Outside
{
    private static readonly BlockingCollection<Action> words = [];

    static Outside() =>
        new Thread(() =>
        {
            foreach (var word in words.GetConsumingEnumerable())
                word();
        })
        {
            IsBackground = true,
            Name = "outside",
        }.Start();

    /// <summary>To be called outside, before the first compartment: its thread is born where it is called.</summary>
    public static void Ensure() { }

    public static void Do(Action word) => words.Add(word);
}
