using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.Changes;

/// <summary>What a change is to do, as a user writes it down (<c>--expect FILE</c>).</summary>
/// <param name="Changes">Each directive that is to differ; nothing else may.</param>
/// <param name="Fresh">How long a superseded playlist may be served at most; null where nothing is promised.</param>
internal sealed record ExpectedList(IReadOnlyList<ExpectedChange> Changes, TimeSpan? Fresh)
{
    /// <summary>What answers are to say otherwise.</summary>
    public IReadOnlyList<ExpectedAnswer> Answers { get; init; } = [];

    /// <summary>Instead of a file: what the included change is to do.</summary>
    public const string Included = "included";

    private const string Shape = """
        Wanted is {"fresh": "1s", "changes": [{"context": "http", "directive": "open_file_cache", "old": "max=10000", "new": "max=51"}]}, as ./run.ps1 config diff A B --json prints it; "fresh", "old" and "new" may be left out. "answers": [{"kind": "playlist", "what": "Content-Type", "old": "audio/mpegurl", "new": "application/vnd.apple.mpegurl"}] lists what clients are answered otherwise, as step 5.16 prints it.
        """;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="UsageError">There is no such file, or it is no such list; with the line where one is at fault.</exception>
    public static ExpectedList Load(string file)
    {
        var text = Read(file);
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: Lenient);
        }
        catch (JsonException error)
        {
            throw new UsageError(
                $"--expect {file}:{error.LineNumber + 1}: not JSON: {error.Message.Split(" LineNumber")[0]} {Shape}"
            );
        }
        var list = root as JsonArray ?? (root as JsonObject)?["changes"] as JsonArray;
        if (list is null)
            throw new UsageError($"--expect {file}: there is no list of changes. {Shape}");
        return new(
            [.. list.Select((one, i) => Change(file, i + 1, one)).OfType<ExpectedChange>()],
            root is JsonObject said && said["fresh"] is { } fresh ? Duration(file, fresh) : null
        )
        {
            Answers = AnswersOf(file, (root as JsonObject)?["answers"]),
        };
    }

    private static IReadOnlyList<ExpectedAnswer> AnswersOf(string file, JsonNode? list) =>
        list switch
        {
            null => [],
            JsonArray all => [.. all.Select((one, i) => Answer(file, i + 1, one))],
            _ => throw new UsageError($"--expect {file}: \"answers\" is no list. {Shape}"),
        };

    private static ExpectedAnswer Answer(string file, int number, JsonNode? node)
    {
        string? Text(string name) => ExpectedList.Text(file, $"answer {number}", node, name);
        return Text("what") is { } what
            ? new(Text("kind"), what, Text("old"), Text("new"))
            : throw new UsageError($"--expect {file}: answer {number} has no \"what\". {Shape}");
    }

    private static string? Text(string file, string of, JsonNode? node, string name) =>
        (node as JsonObject)?[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            var other => throw new UsageError(
                $"--expect {file}: {of}: \"{name}\" is {other.ToJsonString()}. Give a text. {Shape}"
            ),
        };

    // Comments that differ are no change of the configuration; a diff lists them, an expectation need not.
    private static ExpectedChange? Change(string file, int number, JsonNode? node)
    {
        string? Text(string name) => ExpectedList.Text(file, $"change {number}", node, name);
        if (Text("kind") is "comment-only")
            return null;
        if (Text("context") is not { } context || Text("directive") is not { } directive)
            throw new UsageError(
                $"--expect {file}: change {number} has no \"context\" or no \"directive\". {Shape}"
            );
        var (old, now) = (Text("old"), Text("new"));
        return old is null && now is null
            ? throw new UsageError(
                $"--expect {file}: change {number} ({context} {directive}) has neither \"old\" nor \"new\": one of them says what it was or is to be. {Shape}"
            )
            : new(context, directive, old, now, Text("reason") ?? "listed with --expect");
    }

    private static TimeSpan Duration(string file, JsonNode node)
    {
        var text = (node as JsonValue)?.ToString() ?? node.ToJsonString();
        foreach (
            var (unit, length) in new[]
            {
                ("ms", TimeSpan.FromMilliseconds(1)),
                ("s", TimeSpan.FromSeconds(1)),
            }
        )
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && uint.TryParse(text[..^unit.Length], out var count)
            )
                return length * count;
        throw new UsageError(
            $"--expect {file}: \"fresh\" is {text}. Give a time, such as \"1s\" or \"500ms\"."
        );
    }

    private static string Read(string file)
    {
        if (FileKind.OtherThanFile(file) is { } kind)
            throw new UsageError($"--expect {file} is {kind}. Give a JSON file.");
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageError(
                $"--expect {file} cannot be read: {refused.Message} Give a file, or '{Included}' for the changes of the included change."
            );
        }
    }
}
