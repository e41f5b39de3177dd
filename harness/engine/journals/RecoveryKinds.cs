using System.Collections.Concurrent;
using System.Reflection;

namespace Verify.Engine.Journals;

/// <summary>
/// The kinds of undos that a journal can hold, each by a word that stays, whatever its class is called. A journal cannot
/// name anything else.
/// </summary>
public static class RecoveryKinds
{
    private static readonly ConcurrentDictionary<string, Type> types = [];
    private static readonly ConcurrentDictionary<Type, string> words = [];

    static RecoveryKinds()
    {
        foreach (var type in typeof(RecoveryAct).Assembly.GetTypes())
            if (type.GetCustomAttribute<JournalWordAttribute>() is { } kind)
                // Journals written before there were words name the class: those are still read.
                Register(type, kind.Word, $"Verify.Engine.{type.Name}, Verify.Engine");
    }

    /// <summary>Makes a kind known that the engine itself does not have; once, before a journal is read.</summary>
    /// <param name="formerly">What older journals call it.</param>
    public static void Register<TAct>(string word, params string[] formerly)
        where TAct : RecoveryAct => Register(typeof(TAct), [word, .. formerly]);

    internal static Type? Find(string word) => types.GetValueOrDefault(word);

    internal static string WordOf(Type act) =>
        words.TryGetValue(act, out var word)
            ? word
            : throw new InvalidOperationException(
                $"{act} is not registered: no journal can hold it."
            );

    private static void Register(Type type, params string[] names)
    {
        words[type] = names[0];
        foreach (var name in names)
            types[name] = type;
    }
}
