namespace Verify.Reports.ConsoleOutput;

/// <summary>Writes until the other end is gone, and from then on nothing: a closed terminal is no reason to stop a run.</summary>
public sealed class QuietWriter(TextWriter to)
{
    private bool gone;

    public void Write(string text)
    {
        if (gone || text.Length == 0)
        {
            return;
        }
        try
        {
            to.Write(text);
            to.Flush();
        }
        catch (Exception e)
            when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            gone = true;
        }
    }
}
