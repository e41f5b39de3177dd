namespace Verify.Tests.Attacks;

/// <summary>What a stranger can do where anybody may: processes under another's name, folders in /tmp.</summary>
internal static class WorldAttacks
{
    // A tree of root's own, which nobody else may write to.
    private const string RootsTree =
        "mkdir \"$ROOT/site\"; printf 'events { }\\nhttp { server { listen 17099; } }\\n' >\"$ROOT/site/nginx.conf\"";
    private const string Journal =
        "mkdir -p \"$RUN\"; printf %s \"$JOURNAL\" >\"$RUN/journal.jsonl\"";

    // "origin up" looks for what is left of others first, and then finds its port taken.
    private const string PortTaken =
        "export TMPDIR=\"$PLACE\"; exec unshare --net sh -c 'ip link set lo up; exec perl -MIO::Socket::INET -e \"BEGIN { \\$^F = 255 } our \\$taken = IO::Socket::INET->new(Listen => 1, LocalAddr => q(127.0.0.1), LocalPort => 17080) or die; exec @ARGV\" \"$@\"' sh \"$@\"";
    private const string Impostor =
        "cp \"$IMPOSTOR\" \"$PLACE/nginx\"; chmod 755 \"$PLACE/nginx\"; exec perl -e 'exec { $ARGV[0] } \"nginx: master process nginx -c $ARGV[1]\"' \"$PLACE/nginx\" \"$ROOT/site/nginx.conf\"";

    public static IReadOnlyList<Attack> All =>
        [
            new(
                "a stranger's process calls itself nginx",
                ":",
                "scenario nginx-caching --apply-to $ROOT/site --no-install"
            )
            {
                Before = RootsTree,
                Meanwhile = Impostor,
                Exits = [2, 3],
            },
            new(
                "a stranger's process calls itself nginx, on the way back",
                ":",
                "rollback $YES $NAME"
            )
            {
                Before = RootsTree,
                Between =
                    $"chmod 755 \"$OUT\"; {Journal}; printf '{{\"run\":\"r\",\"scenario\":\"nginx-caching\",\"folder\":\"$RUN\",\"noLab\":true,\"tree\":\"$ROOT/site\"}}' >\"$RUN/request.json\"",
                Meanwhile = Impostor,
                Acts = PlantedJournal.Act(
                    "reloaded-server",
                    "Verify.Fixtures.ReloadedServer, Verify.Fixtures",
                    "\"tree\":\"$ROOT/site\",\"command\":[]"
                ),
                Exits = [3, 5],
            },
            new(
                "an origin's folder in /tmp has a link for its lock",
                "mkdir \"$PLACE/verify-origin-x\"; ln -s \"$ROOT/places/made\" \"$PLACE/verify-origin-x/.lock\"",
                "origin up"
            )
            {
                Around = PortTaken,
                // Left alone; it ends because the port is taken.
                Exits = [2, 3],
            },
            new(
                "an origin's folder in /tmp is exchanged while it is removed",
                "mkdir -p \"$PLACE/verify-origin-x/f/d\"; ln -s \"$ROOT/kept\" \"$PLACE/away\"; cd \"$PLACE/verify-origin-x\" && mkdir $(seq 1 300)",
                "origin up"
            )
            {
                Around = PortTaken,
                Exits = [2, 3],
                Meanwhile =
                    "exec \"$DOTNET\" \"$SELF\" exchange \"$PLACE/verify-origin-x/f\" \"$PLACE/away\"",
            },
        ];
}
