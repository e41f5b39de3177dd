using Verify.Engine;

namespace Verify.Reports.ConsoleOutput;

/// <summary>One line of the transcript, before it is known whether it will be coloured or wrapped.</summary>
public sealed record ConsoleLine(int Indent, params Span[] Spans)
{
    public static readonly ConsoleLine Empty = new(0);

    public string Text =>
        (new string(' ', Indent) + string.Concat(Spans.Select(span => span.Text))).TrimEnd();
}

/// <summary>A piece of a line that has one tone.</summary>
public sealed record Span(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Span(string text) => new(text);
}

/// <summary>What a piece of text is, from which its colour follows.</summary>
public enum Tone
{
    Plain,
    Dim,
    Strong,
    Good,
    Bad,
    Unsure,
}

/// <summary>The tone of a verdict's word.</summary>
internal static class Tones
{
    public static Tone Of(Verdict? verdict) =>
        verdict switch
        {
            Verdict.Pass => Tone.Good,
            Verdict.Fail or Verdict.Broken => Tone.Bad,
            Verdict.Skipped => Tone.Dim,
            _ => Tone.Unsure,
        };
}
