namespace Verify.Instruments;

/// <summary>A file that is written beside its place first: under its name there is never a part of it.</summary>
public static class WrittenFile
{
    /// <summary>What it is called until it is complete.</summary>
    public static string Ready(string path) => $"{path}.ready";
}
