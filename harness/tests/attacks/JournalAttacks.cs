namespace Verify.Tests.Attacks;

/// <summary>Journals that a stranger wrote, at every door by which one gets in, and undos that reach too far.</summary>
internal static class JournalAttacks
{
    private const string Plant = "mkdir \"$RUN\" && printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\"";
    private const string Rollback = "rollback $YES";
    private const string Close = "chmod 755 \"$OUT\"";

    // By root's own hand, in a folder of root's: even then an undo reaches no further than its run does.
    private const string ByRoot = $"{Close}; {Plant}";
    private const string ATree =
        "mkdir \"$PLACE/site\"; echo 'events {}' >\"$PLACE/site/nginx.conf\"";
    private const string ARootsTree =
        "mkdir \"$ROOT/site\"; echo 'events {}' >\"$ROOT/site/nginx.conf\"";

    private static readonly AimedUndo Harmless = new(
        "nothing",
        PlantedJournal.Act(
            "remove-file",
            "Verify.Engine.RemoveFile, Verify.Engine",
            "\"path\":\"$RUN/nothing\""
        )
    );

    /// <summary>Where a stranger's journal can lie, and what root types then.</summary>
    private static readonly IReadOnlyList<Attack> Doors =
    [
        new("in reports/out", Plant, Rollback),
        new("in reports/out, by its name", Plant, $"{Rollback} $NAME"),
        new(
            "in a folder of the stranger's",
            "mkdir \"$PLACE/run\"; printf %s \"$JOURNAL\" >\"$PLACE/run/journal.jsonl\"",
            $"{Rollback} $PLACE/run"
        ),
        new(
            "behind a link in reports/out",
            "mkdir \"$PLACE/run\"; printf %s \"$JOURNAL\" >\"$PLACE/run/journal.jsonl\"; ln -s \"$PLACE/run\" \"$RUN\"",
            Rollback
        ),
        new("in a closed reports/out, from before", Plant, Rollback) { Between = Close },
        new(
            "in a run's folder that is open",
            "printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\"",
            Rollback
        )
        {
            Before = $"{Close}; mkdir -m 777 \"$RUN\"; chmod 777 \"$RUN\"",
        },
        new("in a journal that is open", "printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\"", Rollback)
        {
            Before =
                $"{Close}; mkdir \"$RUN\"; : >\"$RUN/journal.jsonl\"; chmod 666 \"$RUN/journal.jsonl\"",
        },
        new(
            "in a tree of the stranger's",
            $"{ATree}; printf %s \"$JOURNAL\" >\"$PLACE/site/.verify-rollout.jsonl\"",
            $"{Rollback} $PLACE/site"
        ),
        new(
            "in a tree that is open",
            "printf %s \"$JOURNAL\" >\"$ROOT/site/.verify-rollout.jsonl\"",
            $"{Rollback} $ROOT/site"
        )
        {
            Before = $"{ARootsTree}; chmod 777 \"$ROOT/site\"",
        },
        new(
            "in a copy that is open",
            "printf %s \"$JOURNAL\" >\"$ROOT/site/.verify-rollout.jsonl\"",
            $"{Rollback} $ROOT/site"
        )
        {
            Before =
                $"{ARootsTree}; : >\"$ROOT/site/.verify-rollout.jsonl\"; chmod 666 \"$ROOT/site/.verify-rollout.jsonl\"",
        },
        new(
            "in a tree of the stranger's, before a rollout",
            $"{ATree}; printf %s \"$JOURNAL\" >\"$PLACE/site/.verify-rollout.jsonl\"",
            "scenario nginx-caching --apply-to $PLACE/site --no-install"
        ),
    ];

    /// <summary>Every undo at the most open door, and one at each of the others.</summary>
    public static IEnumerable<Attack> Telling =>
        [
            .. AimedUndos.All.Select(undo => At(Doors[0], undo)),
            .. Doors.Skip(1).Select(door => At(door, AimedUndos.All[0])),
        ];

    /// <summary>Every undo at every door.</summary>
    public static IEnumerable<Attack> All =>
        from door in Doors
        from undo in AimedUndos.All
        select At(door, undo);

    /// <summary>What root's own journal says, too, reaches only what its run was to change.</summary>
    public static IEnumerable<Attack> Unconfined =>
        AimedUndos.All.Select(undo =>
            At(
                new($"in a journal of root's", ":", $"{Rollback} $NAME")
                {
                    Between = ByRoot,
                    Exits = [3, 5],
                },
                undo
            )
        );

    /// <summary>What else a journal and a request can say.</summary>
    public static IReadOnlyList<Attack> Others =>
        [
            At(
                new(
                    "a request cuts the rollback",
                    $"{Plant}; printf '{Cut}' >\"$RUN/request.json\"",
                    Rollback
                ),
                Harmless
            ),
            At(
                new(
                    "a copy names a folder to be made",
                    $"{ATree}; printf %s \"$JOURNAL\" | sed 's/x/x/' >\"$PLACE/site/.verify-rollout.jsonl\"",
                    $"{Rollback} $PLACE/site"
                )
                {
                    Folder = "$ROOT/places/run",
                },
                Harmless
            ),
            At(
                new("the name of a type", Plant, Rollback),
                new(
                    "",
                    ["{\"act\":\"NUnit.Framework.Internal.TestExecutionContext, nunit.framework\"}"]
                )
            ),
            At(
                new(
                    "a request starts a run",
                    $"{Plant}; printf '{Asked}' >\"$RUN/request.json\"",
                    "carry-out $RUN"
                )
                {
                    Exits = [2, 3],
                },
                Harmless
            ),
            At(
                new(
                    "a folder of the tree that is the stranger's by then",
                    "mv \"$ROOT/site/conf.d\" \"$ROOT/site/was\"; ln -s \"$ROOT/kept\" \"$ROOT/site/conf.d\"",
                    $"{Rollback} $NAME"
                )
                {
                    Before =
                        $"{ARootsTree}; chmod 777 \"$ROOT/site\"; mkdir \"$ROOT/site/conf.d\"; {ByRoot}; printf '{OfTree}' >\"$RUN/request.json\"",
                    Exits = [3, 5],
                },
                new(
                    "",
                    PlantedJournal.Act(
                        "remove-file",
                        "Verify.Engine.RemoveFile, Verify.Engine",
                        "\"path\":\"$ROOT/site/conf.d/file\""
                    )
                )
            ),
        ];

    private const string Cut =
        "{\"run\":\"r\",\"scenario\":\"nginx-caching\",\"folder\":\"$RUN\",\"interruption\":{\"step\":\"rollback\",\"way\":\"Kill\",\"at\":\"UndoBegun\",\"act\":1}}";
    private const string Asked =
        "{\"run\":\"r\",\"scenario\":\"nginx-caching\",\"folder\":\"$RUN\",\"noLab\":true,\"phases\":[\"0\"],\"interruption\":{\"step\":\"0.1\",\"way\":\"Kill\",\"at\":\"Step\",\"act\":0}}";
    private const string OfTree =
        "{\"run\":\"r\",\"scenario\":\"nginx-caching\",\"folder\":\"$RUN\",\"noLab\":true,\"tree\":\"$ROOT/site\"}";

    private static Attack At(Attack door, AimedUndo undo) =>
        door with
        {
            Name = undo.Name.Length == 0 ? door.Name : $"{undo.Name}, {door.Name}",
            Acts = undo.Acts,
            Prepare = $"{undo.Prepare}; {door.Prepare}",
            Around = undo.Around,
        };
}
