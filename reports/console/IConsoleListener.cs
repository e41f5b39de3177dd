using Verify.Engine;

namespace Verify.Reports;

/// <summary>Tells a run on a console; disposing it leaves the terminal in order when a run ends without an end.</summary>
public interface IConsoleListener : IRunListener, IDisposable;
