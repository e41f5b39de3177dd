using Verify.Engine.Services;

namespace Verify.Engine.Labs;

/// <summary>The programs that enter a lab.</summary>
public sealed class LabService : Service
{
    // Every Debian has both; they are listed so that doctor can name them on a stripped-down system.
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
