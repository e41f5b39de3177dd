namespace Verify.Tests.Attacks;

/// <summary>One message that says what is not trusted, whose it is, and the command that mends it.</summary>
internal static class Refusal
{
    private const string Whose = @"user \S+|group \S+|everyone|hard links";
    private const string Mended = @"\b(chown|chmod|rm|cp|mv) ";

    public static void MustBeIn(string said) =>
        Assert.Multiple(() =>
        {
            Assert.That(said, Does.Contain("is not trusted"), "what");
            Assert.That(said, Does.Match(Whose), "whose");
            Assert.That(said, Does.Match(Mended), "the command");
        });
}
