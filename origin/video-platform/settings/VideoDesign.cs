namespace Verify.VideoPlatform.Settings;

/// <summary>The three ways in which the system is built.</summary>
internal enum VideoDesign
{
    /// <summary>No cache: the baseline.</summary>
    Without,

    /// <summary>Seed 002 to the letter.</summary>
    AsDesigned,

    /// <summary>The same with its faults mended.</summary>
    Cured,
}

/// <summary>Who shares a look-up that is under way.</summary>
internal enum Singleflight
{
    None,
    Process,
    Shared,
}

/// <summary>What becomes of a shared look-up whose first caller goes away.</summary>
internal enum Leader
{
    /// <summary>It ends with the caller's request, for everyone.</summary>
    Bound,

    /// <summary>It goes on for the others.</summary>
    Detached,
}

/// <summary>How a change of a video gets its old state out of the cache.</summary>
internal enum Invalidation
{
    DeleteBeforeWrite,
    WriteBeforeDelete,
    Fenced,
}

/// <summary>Under which names a video made again is stored.</summary>
internal enum Output
{
    /// <summary>Under those of the first time.</summary>
    Stable,

    /// <summary>Under new ones; only the master playlist keeps its name.</summary>
    Versioned,
}
