using System.Security.Cryptography;
using System.Text;
using Verify.Engine.Record;
using Verify.Engine.Secrets;

namespace Verify.Engine.Runs;

/// <summary>The files kept with a run, each named by the sha256 of its bytes, so that none can be exchanged.</summary>
/// <param name="mask">For texts; what is no text (a picture) stays as it is.</param>
public sealed class Evidence(string folder, SecretMask mask)
{
    // Nobody but the user wrote them: they stay, letter by letter, what was diffed and run, but for secrets given.
    private static readonly string[] Verbatim = [".conf", ".diff"];

    public EvidenceKept Keep(
        string phase,
        string step,
        string name,
        string text,
        string mediaType
    ) => Keep(phase, step, name, Encoding.UTF8.GetBytes(Masked(name, text, mediaType)), mediaType);

    public EvidenceKept Keep(string phase, string step, string name, byte[] bytes, string mediaType)
    {
        var sha256 = Sha256(bytes);
        var file = $"evidence/{sha256[..16]}{Extension(name, mediaType)}";
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return new(phase, step, name, file, sha256, bytes.Length, mediaType);
    }

    private string Masked(string name, string text, string mediaType) =>
        mediaType switch
        {
            "application/json" => mask.Document(text),
            "text/csv" => mask.Table(text),
            _ when Verbatim.Contains(Path.GetExtension(name)) => mask.Given(text),
            _ => mask.Text(text),
        };

    public static string Sha256(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Extension(string name, string mediaType) =>
        Path.GetExtension(name) is { Length: > 1 } given ? given
        : mediaType == "text/plain" ? ".txt"
        : "";
}
