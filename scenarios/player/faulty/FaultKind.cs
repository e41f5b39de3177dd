namespace Verify.Scenarios.Player.Faulty;

/// <summary>What is wrong with a stream.</summary>
internal enum FaultKind
{
    /// <summary>Nothing: whoever notices something here cannot be believed elsewhere.</summary>
    Healthy,

    /// <summary>The playlist's file stops changing.</summary>
    FrozenPlaylist,

    /// <summary>A segment is listed and not there.</summary>
    MissingSegment,

    /// <summary>The playlist is suddenly that of some seconds ago, and goes on from there: another origin, or another cache.</summary>
    SequenceBackwards,
}

/// <summary>A fault as it is called in a log.</summary>
internal static class FaultWords
{
    extension(FaultKind kind)
    {
        public string Words =>
            kind switch
            {
                FaultKind.FrozenPlaylist => "frozen playlist",
                FaultKind.MissingSegment => "missing segment",
                FaultKind.SequenceBackwards => "sequence backwards",
                _ => "healthy (control)",
            };

        /// <summary>Its folder.</summary>
        public string Folder => kind.ToString().ToLowerInvariant();
    }
}
