using System.Text;
using Verify.Engine;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>A configuration file as text that turns back into the very bytes it was read from.</summary>
/// <param name="Path">As it is called in messages.</param>
/// <param name="Bytewise">
/// The file is no valid UTF-8 (an old comment in koi8-r, say): each byte was read as the character of its value.
/// </param>
public sealed record SourceFile(string Path, string Text, bool Bytewise = false)
{
    // A generated nginx.conf of ten thousand servers stays under it; a log file given by mistake does not.
    public const int LargestBytes = 5 * 1024 * 1024;

    /// <summary>Where it was read from, as an absolute path; null for a text that came from no file.</summary>
    public string? FullPath { get; init; }

    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding Utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The file begins with a UTF-8 byte order mark, which nginx takes for the start of the first word.</summary>
    public bool HasByteOrderMark => Text.StartsWith(ByteOrderMark);

    /// <summary>The very bytes it was read from.</summary>
    public byte[] Bytes => (Bytewise ? Encoding.Latin1 : Encoding.UTF8).GetBytes(Text);

    public static SourceFile FromBytes(string path, byte[] bytes)
    {
        RefuseOversize(path, bytes.LongLength);
        var nul = Array.IndexOf(bytes, (byte)0);
        if (nul >= 0)
        {
            throw new UsageError(
                $"{path}:{1 + bytes.AsSpan(0, nul).Count((byte)'\n')} is binary: it has a NUL at byte {nul}. An nginx configuration is plain text."
            );
        }
        try
        {
            return new(path, Utf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return new(path, Encoding.Latin1.GetString(bytes), Bytewise: true);
        }
    }

    public static void RefuseOversize(string path, long bytes)
    {
        if (bytes > LargestBytes)
        {
            throw new UsageError(
                $"{path} is {bytes} bytes long; a configuration of at most {LargestBytes} bytes is read."
            );
        }
    }
}
