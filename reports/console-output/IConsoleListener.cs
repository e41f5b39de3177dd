using Verify.Engine.Record;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Tells a run on a console; disposing it leaves the terminal in order when a run ends without an end.</summary>
public interface IConsoleListener : IRunListener, IDisposable;
