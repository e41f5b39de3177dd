using System.Security.Cryptography;
using System.Text;

namespace Verify.Tests.Attacks;

/// <summary>What a stranger would have root undo: each kind of undo, pointed at what is root's.</summary>
internal static class AimedUndos
{
    private const string Keys = "$ROOT/home/.ssh/authorized_keys";
    private const string Ours = "ssh-ed25519 AAAA stranger\n";
    private const int Private = 0b110_000_000;
    private const int SetUser = 0b100_111_101_101;

    /// <summary>By name, with what the stranger has to prepare for it.</summary>
    public static readonly IReadOnlyList<AimedUndo> All =
    [
        new("removes a file", Engine("RemoveFile", "remove-file", $"\"path\":\"{Keys}\"")),
        new(
            "removes a folder with all that is in it",
            Engine(
                "RemoveFolder",
                "remove-folder",
                "\"folder\":\"$ROOT/kept\",\"withContent\":true"
            )
        ),
        new(
            "removes a folder by way of a link",
            Engine(
                "RemoveFolder",
                "remove-folder",
                "\"folder\":\"$PLACE/away/kept\",\"withContent\":true"
            ),
            "ln -s \"$ROOT\" \"$PLACE/away\""
        ),
        new(
            "removes a folder by way of ..",
            Engine(
                "RemoveFolder",
                "remove-folder",
                "\"folder\":\"$RUN/../../../../of-root/kept\",\"withContent\":true"
            )
        ),
        new(
            "removes a file as the journal's copy",
            Engine("TreeAsItWas", "tree-as-it-was", $"\"journalCopy\":\"{Keys}\",\"folders\":{{}}")
        ),
        new(
            "changes when a folder was changed",
            Engine(
                "TreeAsItWas",
                "tree-as-it-was",
                "\"journalCopy\":\"$PLACE/none\",\"folders\":{\"$ROOT/kept\":1000000000}"
            )
        ),
        new(
            "puts a file in another's place",
            PutBack(Keys, Private, 0, Sum(Ours), "$PLACE/none", "$PLACE/keys"),
            KeysLine
        ),
        new(
            "puts a copy in another's place",
            PutBack(Keys, Private, 0, Sum(Ours), "$PLACE/keys", "$PLACE/none"),
            KeysLine
        ),
        new(
            "makes a file of root's for its owner's rights",
            PutBack("$ROOT/places/shell", SetUser, 0, Sum(Ours), "$PLACE/none", "$PLACE/keys"),
            KeysLine
        ),
        new(
            "tells what root alone may read, by a copy",
            PutBack(
                "$PLACE/told",
                0b110_100_100,
                StrangersId,
                Sum($"{AttackGround.Secret}\n"),
                "$ROOT/secret",
                "$PLACE/none"
            )
        ),
        new(
            "tells what root alone may read, by its name",
            PutBack(
                "$PLACE/told",
                0b110_100_100,
                StrangersId,
                Sum($"{AttackGround.Secret}\n"),
                "$PLACE/none",
                "$ROOT/secret"
            )
        ),
        new(
            "takes a file away as what was made ready",
            PutBack("$PLACE/told", Private, 0, "00", "$PLACE/none", "$PLACE/none", next: Keys),
            "echo mine >\"$PLACE/told\""
        ),
        new(
            "makes a copy of what it finds",
            PutBack("$ROOT/kept/file", Private, 0, Sum(Ours), "$ROOT/places/copy", "$PLACE/keys"),
            KeysLine
        ),
        new(
            "unmounts",
            Engine("Unmount", "unmount", "\"folder\":\"$ROOT/mounted\""),
            Around: InMounts
        ),
        new(
            "ends processes",
            Engine(
                "EndProcesses",
                "end-processes",
                "\"folder\":\"$ROOT/kept\",\"programs\":[\"sleep\"]"
            ),
            Around: BesideSleep
        ),
    ];

    public const int StrangersId = 61234;

    private const string KeysLine = "printf 'ssh-ed25519 AAAA stranger\\n' >\"$PLACE/keys\"";

    // What is gone afterwards shows as a file that was not there.
    private const string InMounts =
        "exec unshare --mount sh -c 'mount -t tmpfs none \"$ROOT/mounted\"; \"$@\"; code=$?; mountpoint -q \"$ROOT/mounted\" || : >\"$ROOT/places/unmounted\"; exit $code' sh \"$@\"";
    private const string BesideSleep =
        "(cd \"$ROOT/kept\" && exec sleep 600) & beside=$!; \"$@\"; code=$?; kill $beside || : >\"$ROOT/places/ended\"; exit $code";

    private static string[] Engine(string type, string word, string more) =>
        PlantedJournal.Act(word, $"Verify.Engine.{type}, Verify.Engine", more);

    private static string[] PutBack(
        string path,
        int mode,
        int user,
        string sum,
        string copy,
        string stash,
        string next = "$PLACE/next"
    ) =>
        Engine(
            "PutBack",
            "put-back",
            $$"""
            "path":"{{path}}","was":{"mode":{{mode}},"user":{{user}},"group":{{user}},"modified":0,"sha256":"{{sum}}"},"becomes":"-","copy":"{{copy}}","stash":"{{stash}}","next":"{{next}}"
            """
        );

    private static string Sum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <param name="Name">What it would do.</param>
/// <param name="Acts">As they stand in a journal.</param>
/// <param name="Prepare">Shell of the stranger's.</param>
/// <param name="Around">Shell that runs the program in what the undo is aimed at.</param>
internal sealed record AimedUndo(
    string Name,
    string[] Acts,
    string Prepare = ":",
    string Around = "\"$@\""
);
