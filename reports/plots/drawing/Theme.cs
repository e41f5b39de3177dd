namespace Verify.Reports.Plots.Drawing;

/// <summary>
/// Colours that are told apart by whoever sees few of them (Okabe and Ito's), on light and on dark. Each has a dash of
/// its own too.
/// </summary>
internal static class Theme
{
    public const int Baseline = 0;
    public const int Candidate = 1;
    public const int Control = 2;
    public const int Fault = 6;
    public const int Ink = 7;
    public const int Quiet = 8;

    // After the three that every scenario has.
    private const int FirstOther = 3;
    private const int Others = 3;

    private static readonly (string Light, string Dark, string Dash)[] Colours =
    [
        ("#c2500a", "#ff9248", ""),
        ("#0068a8", "#5cb8f0", ""),
        ("#66707a", "#a3adb8", "2 3"),
        ("#00785a", "#2fc79c", "7 3"),
        ("#a1457d", "#e08fbd", "7 3 2 3"),
        ("#8a6d00", "#e3bf3c", "3 2"),
        ("#c1121f", "#ff6b74", ""),
        ("#1f2328", "#e6edf3", ""),
        ("#59636e", "#9aa4af", ""),
    ];

    /// <summary>Rules of their own for each colour, no variables: what reads no more of CSS than these shows the light ones.</summary>
    public static readonly string Css = string.Concat(
        ".vp text{font:14px system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:#1f2328}",
        ".vp .h{font-weight:600}.vp .t{font-size:17px;font-weight:600}.vp .q{fill:#59636e}",
        ".vp .bg{fill:#fff}.vp .g{stroke:#e4e8ec}.vp .a{stroke:#8c959f}.vp .halo{stroke:#fff;stroke-width:4;stroke-linejoin:round;paint-order:stroke}",
        ".vp .b{fill:none;stroke-width:1.5}.vp .d{stroke-dasharray:5 4}.vp .l{fill:none;stroke-width:1.8;stroke-linejoin:round}",
        ".vp .p{fill:none;stroke-width:3.4;stroke-linecap:round}.vp .x{fill:none;stroke-width:1.8}.vp .r{stroke:none;fill-opacity:.42}.vp .faint{fill-opacity:.16}",
        ".vp .m{stroke-width:1}.vp .big{stroke-width:5}.vp .w{fill:none;stroke-width:6;stroke-opacity:.3}",
        Of(one => one.Light),
        Dashes(),
        "@media (prefers-color-scheme:dark){.vp text{fill:#e6edf3}.vp .q{fill:#9aa4af}.vp .bg{fill:#0d1117}.vp .g{stroke:#262d36}.vp .a{stroke:#6e7781}.vp .halo{stroke:#0d1117}",
        Of(one => one.Dark),
        "}"
    );

    /// <summary>The same server has the same colour in every plot of every run.</summary>
    public static IReadOnlyDictionary<string, int> Of(IEnumerable<string> servers)
    {
        var colours = new Dictionary<string, int>();
        var others = 0;
        foreach (var server in servers)
        {
            colours[server] = server switch
            {
                "baseline" => Baseline,
                "candidate" => Candidate,
                "control" => Control,
                _ => FirstOther + (others++ % Others),
            };
        }
        return colours;
    }

    private static string Of(Func<(string Light, string Dark, string Dash), string> shade) =>
        string.Concat(
            Colours.Select(
                (one, i) => $".vp .c{i}{{stroke:{shade(one)}}}.vp .f{i}{{fill:{shade(one)}}}"
            )
        );

    private static string Dashes() =>
        string.Concat(
            Colours.Select(
                (one, i) =>
                    one.Dash.Length == 0 ? "" : $".vp .l.c{i}{{stroke-dasharray:{one.Dash}}}"
            )
        );
}
