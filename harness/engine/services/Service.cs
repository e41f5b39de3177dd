namespace Verify.Engine.Services;

/// <summary>
/// A real part that scenarios run: a web server, an encoder, a database. It declares the programs it needs, what it needs in a
/// lab, and the facts that a run notes about it. A class beside it starts it, waits until it is ready and stops it.
/// </summary>
public abstract class Service
{
    /// <summary>The programs that it needs on this machine, with the Debian packages that install them.</summary>
    public virtual IReadOnlyList<Prerequisite> Programs => [];

    /// <summary>Folders of the checkout whose npm packages it needs.</summary>
    public virtual IReadOnlyList<string> PackageFolders => [];

    /// <summary>Why an installed program cannot be used, for example because it was built without a library; null if it can.</summary>
    public virtual Task<string?> FaultAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>What a run notes about it before it starts: the version of each program.</summary>
    public virtual async Task<IReadOnlyDictionary<string, string>> FactsAsync(CancellationToken ct)
    {
        var facts = new Dictionary<string, string>();
        foreach (var one in Programs)
            facts[one.Program] = await one.VersionAsync(ct);
        return facts;
    }

    /// <summary>Prepares a fresh lab for it, before the scenario begins. Nothing done here is visible outside the lab.</summary>
    public virtual void ArrangeLab() { }
}
