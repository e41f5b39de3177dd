namespace Verify.Tests.Attacks;

/// <summary>Folders that a stranger exchanges in the moment between the look at them and their use.</summary>
internal static class RaceAttacks
{
    private const string Exchange = "exec \"$DOTNET\" \"$SELF\" exchange";

    // Many others, so that the list of a folder is old when its last entry is used.
    private const string Many =
        "mkdir \"$RUN/plots\" && (cd \"$RUN/plots\" && mkdir $(seq 1 300) x)";
    private const string Record = "mkdir -p \"$RUN\"; printf '%s' \"$RECORD\" >\"$RUN/run.jsonl\"";
    private const string Journal =
        "mkdir -p \"$RUN\"; printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\"";

    // Ends at once: nobody listens there.
    private const string Looked =
        "scenario nginx-caching --target http://127.0.0.1:9/live.m3u8 --no-install --phase 5";

    // Whatever appears in reports/out is taken away at once, and a link laid in its place.
    private const string Replace =
        "while :; do for run in \"$OUT\"/2*; do [ -d \"$run\" ] && [ ! -L \"$run\" ] && mv \"$run\" \"$PLACE\" && ln -s \"$ROOT/kept\" \"$run\"; done; done 2>/dev/null";

    public static IReadOnlyList<Attack> All =>
        [
            new(
                "plots are exchanged while they are removed",
                $"{Record}; {Many}; ln -s \"$ROOT/kept\" \"$RUN/away\"",
                "report $NAME --no-install"
            )
            {
                Meanwhile = $"{Exchange} \"$RUN/plots/x\" \"$RUN/away\"",
            },
            new(
                "a run's folder is exchanged for a link",
                $"{Journal}; ln -s \"$ROOT/kept\" \"$OUT/away\"",
                "rollback $YES $NAME"
            )
            {
                Meanwhile = $"{Exchange} \"$RUN\" \"$OUT/away\"",
                Acts = Nothing,
                // Where the link is met there is no such run.
                Exits = [2, 3],
            },
            new(
                "a run of root's is exchanged for a stranger's",
                $"mkdir \"$OUT/mine\"; printf %s \"$JOURNAL\" >\"$OUT/mine/journal.jsonl\"",
                "rollback $YES $NAME"
            )
            {
                Before = "mkdir \"$RUN\"; echo >\"$RUN/journal.jsonl\"",
                Meanwhile = $"{Exchange} \"$RUN\" \"$OUT/mine\"",
                Acts = AimedUndos.All[0].Acts,
            },
            new("a new run's folder is exchanged for a link", ":", Looked) { Meanwhile = Replace },
            new("the folder for runs is made by a stranger first", ":", $"{Looked} --out $TMP/new")
            {
                Before = "mkdir -m 1777 \"$TMP\"; chmod 1777 \"$TMP\"",
                Meanwhile =
                    "while :; do ln -s \"$ROOT/kept\" \"$TMP/new\"; rm -f \"$TMP/new\"; mkdir \"$TMP/new\"; rmdir \"$TMP/new\"; done 2>/dev/null",
                // Where root was first, it is a run like any other.
                Exits = [1, 3, 4],
            },
            new(
                "the folder for runs is a stranger's link",
                "ln -s \"$ROOT/kept\" \"$TMP/new\"",
                $"{Looked} --out $TMP/new"
            )
            {
                Before = "mkdir -m 1777 \"$TMP\"; chmod 1777 \"$TMP\"",
            },
            new("the folder for runs is a stranger's", ":", $"{Looked} --out $PLACE"),
            new("the folder for runs is open", ":", Looked),
        ];

    private static string[] Nothing =>
        PlantedJournal.Act(
            "remove-file",
            "Verify.Engine.RemoveFile, Verify.Engine",
            "\"path\":\"$RUN/nothing\""
        );
}
