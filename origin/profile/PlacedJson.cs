using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Verify.Engine;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>A JSON document of the user's with the line of each of its values; what is given twice in it is refused.</summary>
internal sealed class PlacedJson
{
    // Profiles have five levels; a few more leave the message to those who know what belongs there.
    private const int Deepest = 8;

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly string file;

    private PlacedJson(string file) => this.file = file;

    public JsonNode? Root { get; private set; }

    /// <exception cref="UsageError">It is not JSON; with file and line.</exception>
    public static PlacedJson Parse(byte[] text, string file)
    {
        var placed = new PlacedJson(file);
        placed.Read(text.AsSpan().StartsWith(Utf8Mark) ? text.AsSpan(Utf8Mark.Length) : text);
        return placed;
    }

    /// <summary>How an error about a value begins.</summary>
    public string Where(IReadOnlyList<string> path) => $"{file}:{lines[Key(path)]}: ";

    public UsageError Refuse(IReadOnlyList<string> path, string message) =>
        new(Where(path) + message);

    private void Read(ReadOnlySpan<byte> text)
    {
        if (
            text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        )
            throw NotJson(1, "it is UTF-16. Save it as UTF-8");
        if (!Utf8.IsValid(text))
            throw NotJson(
                1 + LinesIn(text[..ValidBytes(text)]),
                "there is a byte that is no UTF-8"
            );
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            throw NotJson(1, "it is empty");
        var cursor = new Cursor(text);
        try
        {
            cursor.Next();
            Root = Value(ref cursor, []);
            // What follows the document is refused by the reader.
            cursor.Next();
        }
        catch (JsonException error)
        {
            throw NotJson((int)(error.LineNumber ?? 0) + 1, Plainly(error.Message));
        }
        // A half of a surrogate pair, written as an escape, is no text.
        catch (InvalidOperationException)
        {
            throw NotJson(cursor.Line, "there is an escape that is no character");
        }
    }

    private JsonNode? Value(ref Cursor cursor, IReadOnlyList<string> path)
    {
        lines.TryAdd(Key(path), cursor.Line);
        if (path.Count > Deepest)
            throw new UsageError(
                $"{file}:{cursor.Line}: sections and lists are nested more than {Deepest} deep; profiles have five levels. {ProfileFile.Shape}"
            );
        switch (cursor.Json.TokenType)
        {
            case JsonTokenType.StartObject:
                return Section(ref cursor, path);
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (cursor.Next() != JsonTokenType.EndArray)
                    list.Add(Value(ref cursor, [.. path, $"{list.Count}"]));
                return list;
            case JsonTokenType.String:
                return JsonValue.Create(cursor.Json.GetString());
            default:
                return JsonNode.Parse(ref cursor.Json);
        }
    }

    private JsonObject Section(ref Cursor cursor, IReadOnlyList<string> path)
    {
        var section = new JsonObject();
        while (cursor.Next() != JsonTokenType.EndObject)
        {
            var name = cursor.Json.GetString()!;
            string[] here = [.. path, name];
            if (section.ContainsKey(name))
                throw new UsageError(
                    $"{file}:{cursor.Line}: {Quoted.Of(name)} is given twice, first in line {lines[Key(here)]}; give it once."
                );
            // Where its name stands is where a person looks.
            lines[Key(here)] = cursor.Line;
            cursor.Next();
            section[name] = Value(ref cursor, here);
        }
        return section;
    }

    private static string Plainly(string message) =>
        message.StartsWith("Expected depth to be zero", StringComparison.Ordinal)
            ? "it ends before every section and list is closed"
        : message.StartsWith("'/' is ", StringComparison.Ordinal)
            ? "there is a '/' outside of quotes, and JSON has no comments"
        : message.Contains("trailing comma", StringComparison.Ordinal)
            ? "a comma stands before the end of a section or a list, and JSON has none there"
        : message.Split(" LineNumber")[0].TrimEnd('.');

    private UsageError NotJson(int line, string why) =>
        new($"{file}:{line}: not JSON: {why}. {ProfileFile.Shape}");

    // Names may hold any character but half of one.
    private static string Key(IReadOnlyList<string> path) =>
        string.Concat(path.Select(name => '\ud800' + name));

    private static int LinesIn(ReadOnlySpan<byte> text) => text.Count((byte)'\n');

    private static int ValidBytes(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        while (
            Rune.DecodeFromUtf8(text[valid..], out _, out var length)
            == System.Buffers.OperationStatus.Done
        )
            valid += length;
        return valid;
    }

    /// <summary>The reader, and the line that it is in.</summary>
    private ref struct Cursor(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> text = text;
        private int counted;

        public Utf8JsonReader Json = new(text);

        public int Line { get; private set; } = 1;

        public JsonTokenType Next()
        {
            Json.Read();
            var start = (int)Json.TokenStartIndex;
            Line += LinesIn(text[counted..start]);
            counted = start;
            return Json.TokenType;
        }
    }
}
