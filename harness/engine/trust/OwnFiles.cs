using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>What this program and those that it starts make can be written by its own user alone.</summary>
public static class OwnFiles
{
    // Write permission of the group and of all others.
    private const int OfOthers = 0b000_010_010;

    /// <summary>To be called first of all: the mask is the whole process's.</summary>
    public static void Ensure() => _ = Libc.Umask(Libc.Umask(OfOthers) | OfOthers);
}
