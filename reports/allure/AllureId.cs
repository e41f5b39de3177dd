using System.Security.Cryptography;
using System.Text;

namespace Verify.Reports.Allure;

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

    /// <summary>What Allure itself will call a result, a test and a test's history: it hashes what it is given once more.</summary>
    public static string Result(AllureResult test) => Md5(test.Uuid);

    public static string TestCase(AllureResult test) => Md5(test.TestCaseId);

    public static string History(AllureResult test) =>
        $"{TestCase(test)}.{Md5(string.Join(
            ',',
            test.Parameters.Where(p => !p.Excluded)
                .OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => $"{p.Name}:{p.Value}")
        ))}";

#pragma warning disable CA5351 // A name for a thing and not a secret, and Allure's choice.
    private static string Md5(string text) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    // The separator cannot occur in a part that was typed, so that "a"+"bc" is not "ab"+"c".
    private static byte[] Digest(string[] parts) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
}
