using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Server;

/// <summary>The same configuration without open_file_cache: the control, which sees every file as it is.</summary>
/// <param name="Configuration">Every other byte of it is the original's.</param>
/// <param name="SwitchedOff">The lines that were changed, as file:line; none where the original has no cache.</param>
public sealed record CacheOff(ServerConfiguration Configuration, IReadOnlyList<string> SwitchedOff)
{
    private const string Cache = "open_file_cache";
    private const string Off = "off";

    /// <summary>Whether it is the original itself: then it can tell nothing that the original does not.</summary>
    public bool IsTheOriginal => SwitchedOff.Count == 0;

    public static CacheOff Of(ServerConfiguration original)
    {
        var changed = original
            .Conf.Root.SelfAndDescendants.SelectMany(context => context.Named(Cache))
            .Where(IsOn)
            .Select(directive => directive.Place.ToString())
            .Distinct()
            .ToArray();
        return new(
            changed.Length == 0 ? original : original.With(one => IsOn(one) ? SwitchOff(one) : one),
            changed
        );
    }

    private static bool IsOn(Directive directive) =>
        directive.Name == Cache && !directive.Args.SequenceEqual([Off]);

    private static Directive SwitchOff(Directive cache) =>
        cache with
        {
            Words = [cache.Words[0], cache.Words[1].Saying(Off)],
        };
}
