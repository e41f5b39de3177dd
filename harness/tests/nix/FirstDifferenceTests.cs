using Verify.Scenarios.ProfileRefactor;

namespace Verify.Tests.Nix;

/// <summary>The first line in which two configurations differ, or that none does, to the byte.</summary>
[Parallelizable]
public sealed class FirstDifferenceTests
{
    [TestCase("a\nb\n", "a\nb\n", "none")]
    [TestCase("a\nb\n", "a\nc\n", "line 2: b | c")]
    [TestCase("a\nb\n", "a\nb", "line 3:  | none")]
    [TestCase("a\nb\n", "a\nb \n", "line 2: b | b ")]
    public void It_is_named(string csharp, string nix, string difference) =>
        Assert.That(BuiltPackages.FirstDifference(csharp, nix), Is.EqualTo(difference));
}
