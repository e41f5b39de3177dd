using NUnit.Framework;

namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 9.1: the files of the user's are as they were read.</summary>
internal static class Untouched
{
    public static Task CheckAsync(OwnTrial trial, Step step)
    {
        foreach (var (file, sha256) in trial.Sha256.Where(one => File.Exists(one.Key)))
            step.Expect(
                $"sha256 of {Path.GetRelativePath(trial.Folder, file)}",
                Evidence.Sha256(File.ReadAllBytes(file)),
                Is.EqualTo(sha256),
                "what was tried is what is there, and nothing was written"
            );
        return Task.CompletedTask;
    }
}
