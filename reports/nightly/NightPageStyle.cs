namespace Verify.Reports.Nightly;

/// <summary>How a night's page looks: light and dark, and in one column where the screen is narrow.</summary>
internal static class NightPageStyle
{
    public const string Css = """
        :root { color-scheme: light dark; }
        body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
          color: light-dark(#1f2328, #e6edf3); background: light-dark(#fff, #0d1117); }
        h1 { font-size: 1.35rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
        p { margin: .25rem 0; }
        a { color: light-dark(#0550ae, #79c0ff); }
        .good { color: light-dark(#116329, #56d364); }
        .bad { color: light-dark(#b3121d, #ff7b84); }
        .unsure { color: light-dark(#7a4e00, #e3b341); }
        .quiet, footer, figcaption, thead { color: light-dark(#59636e, #9aa4af); }
        table { width: 100%; border-collapse: collapse; }
        th { text-align: left; font-weight: normal; }
        th, td { padding: .5rem .75rem .5rem 0; vertical-align: top; border-bottom: 1px solid light-dark(#d8dee4, #30363d); }
        td:first-child { min-width: 13rem; }
        td:nth-child(2), td:nth-child(3) { white-space: nowrap; }
        td:nth-child(2) { font-weight: bold; }
        ul { margin: .25rem 0; padding-left: 1.25rem; }
        summary { cursor: pointer; }
        code { font-size: .9em; }
        figure { margin: 1rem 0; }
        img { max-width: 100%; height: auto; border: 1px solid light-dark(#d8dee4, #30363d); }
        footer { margin-top: 2rem; border-top: 1px solid light-dark(#d8dee4, #30363d); padding-top: .5rem; }
        @media (max-width: 640px) {
          table, tbody, tr, td { display: block; }
          thead { display: none; }
          tr { padding: .5rem 0; border-bottom: 1px solid light-dark(#d8dee4, #30363d); }
          td { border: 0; padding: 0; }
          td:nth-child(2), td:nth-child(3) { display: inline; padding-right: .75rem; }
        }
        """;
}
