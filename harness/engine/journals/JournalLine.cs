using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verify.Engine.Journals;

/// <summary>One line of a journal. It begins with a sum over the rest, so that damage is seen and not believed.</summary>
/// <param name="Number">Its own, from 1: one that is missing is a line that is lost.</param>
/// <param name="Id">Of the act; 0 for what concerns the whole run.</param>
/// <param name="Undo">With <see cref="JournalState.Intended"/>.</param>
/// <param name="Note">With <see cref="JournalState.Opened"/>: the run's folder.</param>
public sealed record JournalLine(
    int Number,
    int Id,
    JournalState State,
    DateTimeOffset At,
    RecoveryAct? Undo = null,
    string? Note = null
)
{
    // Half of a sha256 is more than chance can hit.
    private const int SumLength = 32;
    private const string Head = "{\"sum\":\"";
    private const string Between = "\",\"line\":";

    private static readonly JsonSerializerOptions Options = new(DiskJson.Options)
    {
        Converters = { new JsonStringEnumConverter<JournalState>(JsonNamingPolicy.CamelCase) },
    };

    public override string ToString()
    {
        var text = JsonSerializer.Serialize(this, Options);
        return $"{Head}{SumOf(text)}{Between}{text}}}";
    }

    /// <summary>As it stands in a file, with its end.</summary>
    public static byte[] Bytes(JournalLine line) => Encoding.UTF8.GetBytes($"{line}\n");

    /// <summary>The line, or null with the reason where it is not what was written.</summary>
    public static JournalLine? Parse(string line, out string? damage)
    {
        damage = Damage(line);
        if (damage is not null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(TextOf(line), Options);
        }
        catch (JsonException unknown)
        {
            // Intact, but of a version of this program that this one cannot read.
            damage = unknown.Message;
            return null;
        }
    }

    /// <summary>
    /// The intact lines in what lies between two ends of lines: more than one, or one with something after it, where the
    /// very end of a line is damaged.
    /// </summary>
    public static IEnumerable<JournalLine> AllIn(string text) =>
        text.Split(Head)
            // A quote within a line is escaped: only a line's own beginning looks like one.
            .Skip(1)
            .Select(part => Head + part)
            .Select(line => Parse(line, out _) ?? Parse(line[..^1], out _))
            .OfType<JournalLine>();

    /// <summary>Whether a text looks like the beginning of a line.</summary>
    public static bool Begins(string text) => text.StartsWith(Head, StringComparison.Ordinal);

    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Damage(string line)
    {
        if (line is ['{', .., '}'] && !Begins(line))
            return "no line of a journal of Verify's";
        var textAt = Head.Length + SumLength + Between.Length;
        if (!line.EndsWith('}') || line.Length <= textAt)
            return "not what was written: its end is missing";
        return
            Begins(line)
            && line.IndexOf(Between, StringComparison.Ordinal) == Head.Length + SumLength
            && line.Substring(Head.Length, SumLength) == SumOf(TextOf(line))
            ? null
            : "not what was written: its sum does not fit";
    }

    private static string TextOf(string line) =>
        line[(Head.Length + SumLength + Between.Length)..^1];

    private static string SumOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..SumLength];
}

/// <summary>How far an act outside the lab has got; the later word counts. With id 0: what was decided of all.</summary>
public enum JournalState
{
    /// <summary>The journal begins.</summary>
    Opened,

    /// <summary>The undo is on disk; the act may or may not have begun.</summary>
    Intended,
    Done,

    /// <summary>Decided: what was done stays.</summary>
    Keeping,

    /// <summary>It stays, and nothing that only the undo needed is left.</summary>
    Kept,

    /// <summary>The undo may or may not have begun.</summary>
    Undoing,
    Undone,
}
