using System.Text.Json;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>A keys file, held against the worker that it is about.</summary>
internal sealed class KeysFile(Reading reading, KeysText text)
{
    public const string UsualName = "verify-keys.json";

    public KeysText Text => text;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values =>
        text.Kv.ToDictionary(
            one => one.Key,
            one =>
                (IReadOnlyDictionary<string, string>)
                    one.Value.ToDictionary(it => it.Key, it => AtStart(Plain(it.Value)))
        );

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Statements =>
        text.D1.ToDictionary(
            one => one.Key,
            one => (IReadOnlyList<string>)[.. one.Value.Select(AtStart)]
        );

    public SourceChange? Update(IEnumerable<string> kv, IEnumerable<string> d1)
    {
        if (text.Update is not { } update)
            return null;
        var ways = new[] { update.Kv, update.D1, update.Path }.Count(one => one is not null);
        if (ways != 1)
            throw reading.Refuse(
                "\"update\"",
                $"update names {(ways == 0 ? "nothing that is changed" : "several things")}. Give one of: kv, key and value; d1 and sql; method, path, headers and body."
            );
        if (update.Kv is { } binding)
        {
            MustBind(binding, kv, "KV namespace");
            return update.Key is { } key && update.Value is { } value
                ? Writes(new SourceChange(binding, key, Plain(value), null), Plain(value), "update")
                : throw reading.Refuse("\"update\"", "update of KV needs key and value.");
        }
        if (update.D1 is { } database)
        {
            MustBind(database, d1, "D1 database");
            return update.Sql is { } sql
                ? Writes(new SourceChange(database, null, sql, null), sql, "update")
                : throw reading.Refuse("\"update\"", "update of D1 needs sql.");
        }
        var request = Request(
            new()
            {
                Method = update.Method ?? "PUT",
                Path = update.Path!,
                Headers = update.Headers,
                Body = update.Body,
            },
            "update"
        );
        return Writes(
            new SourceChange(null, null, null, request),
            request.Path + request.Body,
            "update"
        );
    }

    public WorkerRequest? Invalidate =>
        text.Invalidate is { } asked ? Request(asked, "invalidate") : null;

    public WorkerRequest? Write
    {
        get
        {
            if (text.Write is not { } asked)
                return null;
            var request = Request(asked, "write");
            return Writes(request, request.Path + request.Body, "write");
        }
    }

    /// <exception cref="UsageError">It gives values to what the worker does not bind.</exception>
    public void MustFit(IEnumerable<string> kv, IEnumerable<string> d1)
    {
        foreach (var binding in text.Kv.Keys)
            MustBind(binding, kv, "KV namespace");
        foreach (var binding in text.D1.Keys)
            MustBind(binding, d1, "D1 database");
        foreach (
            var (what, seconds) in new[]
            {
                ("seenWithin", text.SeenWithin),
                ("within", text.Invalidate?.Within),
            }
        )
            if (seconds is <= 0 or > 3600)
                throw reading.Refuse(
                    $"\"{what}\"",
                    $"{what} is {seconds}: give seconds, more than 0 and at most 3600."
                );
    }

    private void MustBind(string binding, IEnumerable<string> known, string what)
    {
        string[] names = [.. known];
        if (!names.Contains(binding))
            throw reading.Refuse(
                $"\"{binding}\"",
                $"the worker has no {what} '{binding}'; it has {(names.Length == 0 ? "none" : string.Join(", ", names))}."
                    + NearestMatch.Hint(binding, names)
            );
    }

    private WorkerRequest Request(RequestText asked, string what) =>
        asked.Path.StartsWith('/')
            ? new()
            {
                Method = asked.Method ?? "POST",
                Path = asked.Path,
                Headers = asked.Headers,
                Body = asked.Body is { } body ? Plain(body) : "",
            }
            : throw reading.Refuse(
                $"\"{what}\"",
                $"the path of {what} is '{asked.Path}': it begins with a slash, and is relative to the worker."
            );

    private T Writes<T>(T change, string text, string what) =>
        text.Contains(WrittenValue.Placeholder, StringComparison.Ordinal)
            ? change
            : throw reading.Refuse(
                $"\"{what}\"",
                $"{what} has no {WrittenValue.Placeholder} in what it writes: nothing of it could be known again in an answer. Put {WrittenValue.Placeholder} where the changed text stands."
            );

    private static string AtStart(string text) => WrittenValue.In(text, WrittenValue.Of(0));

    private static string Plain(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
