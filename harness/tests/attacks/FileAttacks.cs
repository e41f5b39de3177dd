namespace Verify.Tests.Attacks;

/// <summary>Links, pipes and devices in the place of a run's files: nothing is written or read through them.</summary>
internal static class FileAttacks
{
    private const string Made = "$ROOT/places/made";
    private const string Keys = "$ROOT/home/.ssh/authorized_keys";
    private const string Record =
        "mkdir -p \"$RUN/evidence\"; printf '%s' \"$RECORD\" >\"$RUN/run.jsonl\"; echo mine >\"$RUN/evidence/x.txt\"";
    private const string Journal =
        "mkdir -p \"$RUN\"; printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\"";
    private const string Night = "printf '%s' \"$NIGHT\" >\"$RUN/night.json\"";
    private const string Report = "report $NAME --no-install";
    private const string Rollback = "rollback $YES";

    // What the report writes, straight or by way of another name.
    private static readonly string[] Written =
    [
        "implementation-log.md",
        "implementation-log.md.new",
        "junit.xml",
        "junit.xml.new",
        "plots",
        "allure-results",
        "report",
        ".report-new",
        "report.html",
    ];

    // What is read on the way back.
    private static readonly string[] Read =
    [
        "journal.jsonl",
        "request.json",
        "run.jsonl",
        "fingerprint.json",
        ".lock",
    ];

    public static IReadOnlyList<Attack> All =>
        [
            .. Written.SelectMany(file =>
                new[]
                {
                    Reported($"{file} is a link to a file", $"ln -s \"{Keys}\" \"$RUN/{file}\""),
                    Reported($"{file} is a link to nothing", $"ln -s \"{Made}\" \"$RUN/{file}\""),
                    Reported(
                        $"{file} is a link to a folder",
                        $"ln -s \"$ROOT/kept\" \"$RUN/{file}\""
                    ),
                    Reported($"{file} is a pipe", $"mkfifo \"$RUN/{file}\""),
                    // Where protected_hardlinks is off, anybody can give root's file another name.
                    Reported($"{file} is another name of a file", ":") with
                    {
                        Between = $"ln \"{Keys}\" \"$RUN/{file}\"",
                    },
                }
            ),
            .. Read.SelectMany(file =>
                new[]
                {
                    Undone($"{file} is a link to nothing", file, $"ln -s \"{Made}\""),
                    Undone(
                        $"{file} is a link to what root alone may read",
                        file,
                        "ln -s \"$ROOT/secret\""
                    ),
                    Undone($"{file} is a pipe", file, "mkfifo"),
                    Undone($"{file} is a folder", file, "mkdir"),
                    Undone($"{file} is a link to a device", file, "ln -s /dev/full"),
                }
            ),
            Reported(
                "the nights' plot is what root alone may read",
                "ln -s \"$ROOT/secret\" \"$RUN/over-the-nights.svg\""
            ),
            Reported("the nights' plot is a pipe", "mkfifo \"$RUN/over-the-nights.svg\""),
            Reported(
                "evidence is what root alone may read",
                "ln -sf \"$ROOT/secret\" \"$RUN/evidence/x.txt\""
            ),
            Reported(
                "evidence lies elsewhere",
                "sed -i 's#evidence/x.txt#../../../../of-root/secret#' \"$RUN/run.jsonl\""
            ),
            Reported(
                "evidence is a pipe",
                "rm \"$RUN/evidence/x.txt\"; mkfifo \"$RUN/evidence/x.txt\""
            ),
            Reported(
                "the folder of evidence is a link",
                "rm -r \"$RUN/evidence\"; mkdir \"$PLACE/e\"; ln -s \"$ROOT/secret\" \"$PLACE/e/x.txt\"; ln -s \"$PLACE/e\" \"$RUN/evidence\""
            ),
            Reported("the record is a pipe", "rm \"$RUN/run.jsonl\"; mkfifo \"$RUN/run.jsonl\""),
            Reported(
                "the latest is a stranger's",
                $"ln -s \"{Made}\" \"$RUN/junit.xml.new\"; ln -s \"$NAME\" \"$OUT/latest\""
            ) with
            {
                Line = "report --no-install",
            },
            Reported(
                "a folder of a stranger's",
                $"ln -s \"{Made}\" \"$RUN/junit.xml.new\"; mv \"$RUN\" \"$PLACE/run\""
            ) with
            {
                Line = "report $PLACE/run --no-install",
            },
            Reported(
                "a link to a folder of a stranger's",
                $"ln -s \"{Made}\" \"$RUN/junit.xml.new\"; mv \"$RUN\" \"$PLACE/run\"; ln -s \"$PLACE/run\" \"$RUN\""
            ),
            Reported(
                "a night's page is a link",
                $"{Night}; ln -s \"{Made}\" \"$RUN/index.html.new\""
            ),
            Reported(
                "a night's summary is a link",
                $"{Night}; ln -s \"{Made}\" \"$RUN/summary.md\""
            ),
            Undone("a closed folder with a link for its lock", ".lock", $"ln -s \"{Made}\"") with
            {
                Between = "chmod 755 \"$OUT\"",
            },
            new(
                "a copy is what root alone may read",
                "mkdir \"$PLACE/site\"; ln -s \"$ROOT/secret\" \"$PLACE/site/.verify-rollout.jsonl\"",
                $"{Rollback} $PLACE/site"
            ),
            new(
                "a copy is a pipe",
                "mkdir \"$PLACE/site\"; mkfifo \"$PLACE/site/.verify-rollout.jsonl\"",
                $"{Rollback} $PLACE/site"
            ),
            new(
                "the history is a link",
                $"mkdir \"$OUT/history\"; ln -s \"{Made}\" \"$OUT/history/nights.jsonl\"",
                NightOnly
            ),
            new(
                "the history's lock is a link",
                $"mkdir \"$OUT/history\"; ln -s \"{Made}\" \"$OUT/history/nights.jsonl.lock\"",
                NightOnly
            ),
            new(
                "the history's folder is a link",
                "ln -s \"$ROOT/kept\" \"$OUT/history\"",
                NightOnly
            ),
            new(
                "the history is a pipe",
                "mkdir \"$OUT/history\"; mkfifo \"$OUT/history/nights.jsonl\"",
                NightOnly
            ),
        ];

    // No program of a job is there, so that it ends before the first one.
    private const string NightOnly =
        "nightly --only profile-refactor --no-install --no-report --budget 1s";

    private static Attack Reported(string name, string prepare) =>
        new(name, $"{Record}; {prepare}", Report);

    private static Attack Undone(string name, string file, string make) =>
        new(name, $"{Journal}; rm -f \"$RUN/{file}\"; {make} \"$RUN/{file}\"", Rollback)
        {
            Acts =
            [
                "{\"act\":\"Verify.Engine.RemoveFile, Verify.Engine\",\"path\":\"$RUN/nothing\"}",
            ],
        };
}
