using Verify.Scripts.Values;

namespace Verify.Scripts.Plan;

/// <summary>Reads one numbered step of a phase.</summary>
internal static class ActReader
{
    // A body that takes longer is one that hangs, unless it says so itself: the longest step of Verify's own takes minutes.
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    public static DeclaredAct Read(Given given, string word, string phase, Complaints complaints)
    {
        var kind = Enum.Parse<ActKind>(word);
        var id = given.Text("id");
        if (given.Has("id") && !id.StartsWith($"{phase}.", StringComparison.Ordinal))
            complaints.Add(
                given.At("id"),
                $"step {id} stands in phase {phase}: number it {phase}.1, {phase}.2 and so on."
            );
        return new(
            kind,
            id,
            given.Text("title"),
            Limit(given, complaints),
            given.Block(kind == ActKind.Change ? "Do" : "body"),
            kind == ActKind.Change ? given.Block("Undo") : null,
            given.Has("From") ? given.Text("From") : null
        )
        {
            Place = given,
        };
    }

    private static TimeSpan Limit(Given given, Complaints complaints)
    {
        if (!given.Has("Limit"))
            return Usual;
        try
        {
            return Units.Duration(given.Text("Limit"));
        }
        catch (FormatException wrong)
        {
            complaints.Add(given.At("Limit"), $"-Limit: {wrong.Message}");
            return Usual;
        }
    }
}
