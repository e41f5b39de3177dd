using System.Text;

namespace Verify.Engine.Programs;

/// <summary>What a program says on one of its outputs, or on both, as far as there is room.</summary>
/// <param name="most">About so many characters are kept; the rest is read and dropped.</param>
/// <param name="tooMuch">Called when some are dropped.</param>
internal sealed class BoundedOutput(int most, Action? tooMuch = null)
{
    private readonly StringBuilder said = new();

    /// <summary>Reads to the end. Bytes that are no UTF-8 become U+FFFD.</summary>
    public async Task ReadAsync(Stream from, CancellationToken ct)
    {
        using var reader = new StreamReader(from, leaveOpen: true);
        var part = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(part, ct)) > 0)
            if (!Keep(part.AsSpan(0, read)))
                tooMuch?.Invoke();
    }

    public override string ToString()
    {
        lock (said)
            return said.ToString();
    }

    private bool Keep(ReadOnlySpan<char> part)
    {
        lock (said)
        {
            if (said.Length >= most)
                return false;
            said.Append(part);
            return true;
        }
    }
}
