namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>What of a platform has to be a mutant's own, because it is changed or because a step counts what comes to it.</summary>
internal enum MutantParts
{
    /// <summary>An edge, before the API, the database and the video that all such mutants share.</summary>
    Edge,

    /// <summary>The processes of the API, with databases, buckets, Redis and gates of their own.</summary>
    Api,

    /// <summary>Both.</summary>
    All,
}
