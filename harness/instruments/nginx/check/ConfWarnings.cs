using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>What nginx accepts in a configuration without a word, and what it does then.</summary>
public static class ConfWarnings
{
    public static IReadOnlyList<ConfWarning> Of(NginxConf conf)
    {
        var order = conf
            .Files.Select(file => file.Source.Path)
            .Distinct()
            .Select((file, index) => (file, index))
            .ToDictionary(it => it.file, it => it.index, StringComparer.Ordinal);
        return
        [
            .. conf
                .Root.SelfAndDescendants.Where(level =>
                    !level.SelfAndAncestors.Any(it =>
                        it.Kind is ContextKind.Foreign or ContextKind.Entries
                    )
                )
                .SelectMany(level =>
                    HeaderWarnings
                        .Of(level)
                        .Concat(ReachWarnings.Of(level))
                        .Concat(IdleWarnings.Of(conf, level))
                        .Concat(level.Kind == ContextKind.Http ? ServerNameWarnings.Of(level) : [])
                )
                .OrderBy(warning => order.GetValueOrDefault(warning.File))
                .ThenBy(warning => warning.Place.Offset),
        ];
    }
}
