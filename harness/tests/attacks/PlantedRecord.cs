namespace Verify.Tests.Attacks;

/// <summary>A run's record and a night, as a stranger writes them: well-formed, and with words of theirs.</summary>
internal static class PlantedRecord
{
    public const string Night = """
        {"id":"n","started":"2026-11-27T00:00:00+00:00","seconds":1,"folder":"/","commit":"c","machine":{},"jobs":[],"leftOut":[],"status":"Complete","why":null,"exitCode":0,"notes":["ssh-ed25519 AAAA stranger"]}
        """;

    public static string Run(string name) =>
        $$"""
            {"kind":"runStarted","run":"{{name}}","scenario":"nginx-caching","title":"ssh-ed25519 AAAA stranger","parameters":{"profile":"default"},"phases":[{"id":"0","title":"t","proves":"p","selected":true,"steps":[{"id":"0.1","title":"s"}]}],"outcomes":[],"at":"2026-11-27T00:00:00+00:00"}
            {"kind":"phaseStarted","phase":"0","title":"t","at":"2026-11-27T00:00:01+00:00"}
            {"kind":"stepStarted","phase":"0","step":"0.1","title":"s","at":"2026-11-27T00:00:01+00:00"}
            {"kind":"evidenceKept","phase":"0","step":"0.1","name":"x","file":"evidence/x.txt","sha256":"00","bytes":12,"mediaType":"text/plain","at":"2026-11-27T00:00:01+00:00"}

            """;
}
