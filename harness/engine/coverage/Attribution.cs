namespace Verify.Engine;

/// <summary>Whether it can be told whose work a difference is, on a machine that others use too.</summary>
internal static class Attribution
{
    public static string Of(string key) =>
        key.Split(' ', 2)[0] is MountTable.Kind or SysctlTable.Kind or PortTable.Kind
            ? " (by the run, or by somebody else on this machine)"
            : "";
}
