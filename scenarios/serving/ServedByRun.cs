using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Serving;

/// <summary>A changed configuration that servers of the run are started on.</summary>
internal abstract class ServedByRun(string name) : ChangedConfiguration(name)
{
    /// <summary>What a server is to be started on, and where.</summary>
    /// <param name="server">Its name; a folder of its own, where it needs one, is called so.</param>
    /// <param name="index">Its number among the servers of the run.</param>
    public abstract ServedConfiguration Serve(string server, bool changed, int index);
}
