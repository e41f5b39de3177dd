namespace Verify.Scripts.Session;

/// <summary>While a body runs the console is not its own: what it says there goes to the record too.</summary>
internal sealed class QuietConsole : IDisposable
{
    private readonly TextWriter before = Console.Out;

    public QuietConsole(SaidLines said) => Console.SetOut(said);

    public void Dispose() => Console.SetOut(before);
}
