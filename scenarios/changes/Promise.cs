using Verify.Scenarios.Figures;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.Changes;

/// <summary>What somebody has said that the change does, and so is claimed.</summary>
/// <param name="IsIncluded">What the included change promises.</param>
/// <param name="Listed">The user's own list of changes; null where there is none.</param>
internal sealed record Promise(bool IsIncluded, ExpectedList? Listed = null)
{
    /// <param name="expect">A file, or the word for the included change; null for neither.</param>
    /// <param name="isIncluded">It is the included change that is made.</param>
    public static Promise Of(string? expect, bool isIncluded = false) =>
        expect is null or ExpectedList.Included
            ? new(isIncluded || expect is not null)
            : new(isIncluded, ExpectedList.Load(expect));

    /// <summary>How long a superseded playlist may be served; null where nothing is promised.</summary>
    public TimeSpan? Fresh => IsIncluded ? Bounds.Fresh : Listed?.Fresh;

    /// <summary>Nobody has said what the change is to do.</summary>
    public bool IsUnexpected => !IsIncluded && Listed is null;

    /// <summary>The directives that it is to change; null where nobody has said so.</summary>
    /// <param name="included">Those of the included change.</param>
    public IReadOnlyList<ExpectedChange>? Changes(IReadOnlyList<ExpectedChange> included) =>
        IsIncluded ? included : Listed?.Changes;

    /// <summary>Keeps the user's list where a run finds it when the file is out of sight.</summary>
    public void Save(RunRequest request)
    {
        if (Listed is not null)
            File.Copy(
                request.Parameters[SubjectKeys.Expect],
                Path.Combine(RunFolder.MakeGiven(request.Folder), SubjectKeys.Expect)
            );
    }
}
