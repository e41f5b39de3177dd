namespace Verify.Engine;

/// <summary>What a lab is entered with.</summary>
public sealed class LabService : Service
{
    // Part of every Debian; listed so that doctor can say what a stripped-down system lacks.
    public static readonly Prerequisite Unshare = new(
        "unshare",
        "util-linux",
        "the lab",
        ["--version"]
    );

    public static readonly Prerequisite SetPriv = new(
        "setpriv",
        "util-linux",
        "the lab",
        ["--version"]
    );

    public override IReadOnlyList<Prerequisite> Programs => [Unshare, SetPriv];
}
