using System.Collections.Concurrent;

namespace Verify.Engine;

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
        foreach (
            var (word, type) in new (string, Type)[]
            {
                ("put-back", typeof(PutBack)),
                ("tree-as-it-was", typeof(TreeAsItWas)),
                ("remove-file", typeof(RemoveFile)),
                ("remove-files", typeof(RemoveFiles)),
                ("remove-folder", typeof(RemoveFolder)),
                ("unmount", typeof(Unmount)),
                ("end-processes", typeof(EndProcesses)),
            }
        )
            // Journals written before there were words name the class: those are still read.
            Register(type, word, $"Verify.Engine.{type.Name}, Verify.Engine");
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
