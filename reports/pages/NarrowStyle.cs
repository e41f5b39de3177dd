namespace Verify.Reports.Pages;

/// <summary>What Allure's pages lack: what was seen before what was given, names that are not cut, a telephone's width.</summary>
/// <remarks>What went wrong stays first of all. By the parts' test ids and places: the names of Allure's classes change with its version.</remarks>
internal static class NarrowStyle
{
    public const string Css = """
        :has(> [data-testid="test-result-description"]) { display: flex; flex-direction: column; }
        :has(> [data-testid="test-result-description"]) > * { order: 2; }
        :has(> [data-testid="test-result-description"]) > [data-testid="test-result-description"] { order: 1; }
        :has(> [data-testid="test-result-description"]) > :has([data-testid="test-result-info-title"], [data-testid="test-result-error"]) { order: 0; }
        [data-testid="metadata-item-key"] { white-space: normal !important; overflow: visible !important; height: auto !important; overflow-wrap: anywhere; }
        [data-testid="metadata-item-value"] * { white-space: normal !important; overflow-wrap: anywhere; max-width: 100%; height: auto !important; }
        @media (max-width: 639px) {
          [data-testid="metadata-list"] { grid-template-columns: minmax(0, 1fr) !important; }
          [data-testid="test-result-info-title"] + div { flex-wrap: wrap !important; row-gap: 4px; }
          [data-testid="test-result-info-title"] + div > * { white-space: nowrap; }
          [data-testid="test-result-attachment-header"] { flex-wrap: wrap !important; height: auto !important; }
          [data-testid="test-result-attachment-header"] > button { min-width: 0; flex: 1 1 190px !important; overflow-wrap: anywhere; }
          [data-testid="test-result-attachment-header"] > div > div > span { display: none !important; }
        }
        """;
}
