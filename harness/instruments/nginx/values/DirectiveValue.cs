using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Values;

/// <summary>What a directive's arguments mean, so that 1m and 60s, 4k and 4096, On and on are the same.</summary>
internal static class DirectiveValue
{
    private const char Between = '\u001F';

    public static Reading Read(DirectiveSpec spec, IReadOnlyList<string> args) =>
        args.Count < spec.FewestArgs || args.Count > spec.MostArgs || args.Count == 0
            ? new(string.Join(Between, args))
            : SlotSetter.Read(spec, args)
                ?? CustomSetter.Read(spec, args)
                ?? new(string.Join(Between, args));

    public static string Canonical(string directive, ContextKind context, IEnumerable<string> args)
    {
        var list = args.ToList();
        var spec = DirectiveTable.Find(directive, context);
        return (spec is null ? null : Read(spec, list).Canonical) ?? string.Join(Between, list);
    }
}
