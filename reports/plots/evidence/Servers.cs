namespace Verify.Reports.Plots.Evidence;

/// <summary>The order in which servers are shown: what was, what is to be, others with the change, what has no cache.</summary>
internal static class Servers
{
    public static IEnumerable<T> InOrder<T>(this IEnumerable<T> all, Func<T, string> server) =>
        all.OrderBy(one =>
            server(one) switch
            {
                "baseline" => 0,
                "candidate" => 1,
                "control" => 3,
                _ => 2,
            }
        );
}
