namespace Verify.Engine.Linux;

/// <summary>The machine's processors as a C program counts them; .NET counts those that it may use itself.</summary>
public static class Processors
{
    // _SC_NPROCESSORS_ONLN, bits/confname.h.
    private const int Online = 84;

    /// <summary>Those that are online, whatever this process may run on.</summary>
    public static int Count => (int)Libc.SysConf(Online);
}
