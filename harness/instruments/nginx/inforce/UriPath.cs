using System.Text;
using Verify.Engine;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>The path nginx matches locations against: decoded, without query, dots resolved, slashes merged.</summary>
internal static class UriPath
{
    public static string Normalise(string path, bool mergeSlashes)
    {
        if (!path.StartsWith('/'))
        {
            throw new UsageError(
                $"The path '{path}' does not begin with a slash. A path as a client asks for it is wanted, such as /{path.TrimStart('.')}."
            );
        }
        var raw = path.Split('?', '#')[0];
        var segments = new List<string>();
        var parts = Decode(raw)[1..].Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (segments.Count == 0)
                {
                    throw new UsageError(
                        $"The path '{path}' leads above the root: nginx answers 400."
                    );
                }
                segments.RemoveAt(segments.Count - 1);
            }
            if (parts[i] is "." or "..")
            {
                if (last)
                {
                    segments.Add("");
                }
            }
            else if (parts[i].Length > 0 || last || !mergeSlashes)
            {
                segments.Add(parts[i]);
            }
        }
        return "/" + string.Join('/', segments);
    }

    private static string Decode(string path)
    {
        if (!path.Contains('%', StringComparison.Ordinal))
        {
            return path;
        }
        var bytes = new List<byte>();
        var utf8 = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != '%')
            {
                bytes.Add(utf8[i]);
            }
            else if (
                i + 2 < utf8.Length
                && char.IsAsciiHexDigit((char)utf8[i + 1])
                && char.IsAsciiHexDigit((char)utf8[i + 2])
            )
            {
                var decoded = Convert.FromHexString([(char)utf8[i + 1], (char)utf8[i + 2]])[0];
                if (decoded == 0)
                {
                    throw new UsageError($"The path '{path}' has a %00: nginx answers 400.");
                }
                bytes.Add(decoded);
                i += 2;
            }
            else
            {
                throw new UsageError(
                    $"The path '{path}' has a % that is not followed by two hexadecimal digits: nginx answers 400."
                );
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
