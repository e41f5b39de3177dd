using System.Text;

namespace Verify.Engine.Secrets;

/// <summary>What the program says, with its secrets hidden: an error may name a URL, and CI keeps what is said.</summary>
public sealed class MaskedWriter(TextWriter to, SecretMask mask) : TextWriter
{
    public override Encoding Encoding => to.Encoding;

    /// <summary>From here on both streams of the program are masked; where there is nothing to hide they stay as they are.</summary>
    public static void Cover(SecretMask mask)
    {
        if (mask.Secrets.Count == 0)
            return;
        Console.SetOut(new MaskedWriter(Console.Out, mask));
        Console.SetError(new MaskedWriter(Console.Error, mask));
    }

    public override void Write(char value) => to.Write(value);

    public override void Write(string? value)
    {
        if (value is not null)
            to.Write(Masked(value));
    }

    public override void Write(char[] buffer, int index, int count) =>
        Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => to.WriteLine();

    public override void WriteLine(string? value)
    {
        Write(value);
        to.WriteLine();
    }

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(buffer.ToString());

    public override void Flush() => to.Flush();

    // --json: it has to stay one document, whatever the secret.
    private string Masked(string text) =>
        text.AsSpan().TrimStart() is ['{', ..] ? mask.Document(text) : mask.Text(text);
}
