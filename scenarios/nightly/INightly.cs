namespace Verify.Scenarios;

/// <summary>What a night has to know of a scenario; one that does not say runs once, with no figures.</summary>
internal interface INightly
{
    /// <summary>The profiles that it is run with, the most telling first; none where it has no profile.</summary>
    IReadOnlyList<string> Profiles { get; }

    /// <summary>Why a machine with so many processors cannot carry it with a profile; null where it can.</summary>
    /// <param name="folder">For what it takes to find out.</param>
    Task<string?> TooMuchAsync(
        string profile,
        int processors,
        string folder,
        CancellationToken ct
    ) => Task.FromResult<string?>(null);

    /// <summary>The few figures that are compared with the last nights.</summary>
    IReadOnlyList<Headline> Headlines { get; }
}
