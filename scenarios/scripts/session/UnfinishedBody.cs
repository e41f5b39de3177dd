namespace Verify.Scripts.Session;

/// <summary>A program that ends in the middle of a body has proved nothing, whatever exit code the script has asked for.</summary>
internal sealed class UnfinishedBody : IDisposable
{
    private readonly string place;

    public UnfinishedBody(string place)
    {
        this.place = place;
        AppDomain.CurrentDomain.ProcessExit += Say;
    }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= Say;

    private void Say(object? sender, EventArgs ended)
    {
        Console.Error.WriteLine(
            $"verify: {place}: the script ended the program, which is no verdict. Use return, Skip or throw."
        );
        Environment.ExitCode = Verdict.Broken.ExitCode();
    }
}
