namespace Verify.Instruments.Nginx.Syntax;

/// <summary>Where something stands: its file, line and column (from 1), and its extent in the text of that file.</summary>
public sealed record SourcePlace(string File, int Line, int Column, int Offset, int Length)
{
    /// <summary>As nginx writes it: file:line.</summary>
    public override string ToString() => $"{File}:{Line}";
}
