using System.Security.Cryptography;
using System.Text;

namespace Verify.Engine;

/// <summary>The files kept with a run, each named by the sha256 of its bytes, so that none can be exchanged.</summary>
public sealed class Evidence(string folder)
{
    public EvidenceKept Keep(
        string phase,
        string step,
        string name,
        string text,
        string mediaType
    ) => Keep(phase, step, name, Encoding.UTF8.GetBytes(text), mediaType);

    public EvidenceKept Keep(string phase, string step, string name, byte[] bytes, string mediaType)
    {
        var sha256 = Sha256(bytes);
        var file = $"evidence/{sha256[..16]}{Extension(name, mediaType)}";
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return new(phase, step, name, file, sha256, bytes.Length, mediaType);
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Extension(string name, string mediaType) =>
        Path.GetExtension(name) is { Length: > 1 } given ? given
        : mediaType == "text/plain" ? ".txt"
        : "";
}
