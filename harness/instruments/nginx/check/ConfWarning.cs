using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Something that nginx accepts and that does other than a reader would expect.</summary>
/// <param name="Kind">For machines, such as headers-dropped.</param>
/// <param name="Message">What happens.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="IsNote">Nothing goes wrong by it: the line could as well not be there.</param>
public sealed record ConfWarning(
    SourcePlace Place,
    string Kind,
    string Context,
    string Directive,
    string Message,
    string Advice,
    bool IsNote = false
)
{
    public string File => Place.File;

    public int Line => Place.Line;
}
