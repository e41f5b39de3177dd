using System.Security.Cryptography;
using System.Text;

namespace Verify.Reports;

/// <summary>Names that come out the same whenever they are made from the same thing.</summary>
internal static class AllureId
{
    /// <summary>A name-based UUID (RFC 9562, version 8: SHA-256 of our own), so that regenerating writes the same files.</summary>
    public static string Uuid(params string[] parts)
    {
        var bytes = Digest(parts)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public static string Hash(params string[] parts) => Convert.ToHexStringLower(Digest(parts));

    // The separator cannot occur in a part that was typed, so that "a"+"bc" is not "ab"+"c".
    private static byte[] Digest(string[] parts) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
}
