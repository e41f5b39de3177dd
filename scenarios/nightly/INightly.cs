namespace Verify.Scenarios;

/// <summary>What a night has to know of a scenario; one that does not say runs once, with no figures.</summary>
internal interface INightly
{
    /// <summary>The profiles that it is run with, the most telling first; none where it has no profile.</summary>
    IReadOnlyList<string> Profiles { get; }

    /// <summary>The few figures that are compared with the last nights.</summary>
    IReadOnlyList<Headline> Headlines { get; }
}
