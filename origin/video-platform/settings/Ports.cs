namespace Verify.VideoPlatform.Settings;

/// <summary>What a port can be.</summary>
internal static class Ports
{
    public const int Most = 65535;
}
