namespace Verify.Tests.Drills;

/// <summary>What is wrong with an undo, on purpose.</summary>
public enum Plant
{
    Nothing,

    /// <summary>Done a second time, it throws.</summary>
    NotIdempotent,

    /// <summary>One of the files that were changed stays changed.</summary>
    ForgetsAFile,

    /// <summary>The bytes are back, the mode is not.</summary>
    BytesOnly,
    Throws,
    Hangs,
}
