namespace Verify.Instruments.Answers;

/// <summary>What a part of an answer is to those who act on it.</summary>
public enum AnswerAspect
{
    Status,
    MediaType,
    Body,
    Caching,
    Validators,
    Ranges,
    Coding,
    Sharing,
    Connection,
    Other,
}

/// <summary>One thing that an answer says, in the form in which two answers are compared.</summary>
/// <param name="What">status, body, connection, or a header's name.</param>
public sealed record AnswerFacet(AnswerAspect Aspect, string What, string Value)
{
    public const string None = "none";
}

/// <summary>What a question about a path was answered with.</summary>
public sealed record AskedAnswer(
    AskedPath Path,
    Question Question,
    IReadOnlyList<AnswerFacet> Facets,
    string Text
);
