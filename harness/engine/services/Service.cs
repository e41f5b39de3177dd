namespace Verify.Engine;

/// <summary>
/// A real part that scenarios run: nginx, an encoder, a database. It declares the programs that it needs, what a lab must
/// have for it, and what is worth knowing of it; starting it, waiting until it is ready and stopping it are its own.
/// </summary>
public abstract class Service
{
    /// <summary>The programs that it needs on this machine, with the Debian packages that install them.</summary>
    public virtual IReadOnlyList<Prerequisite> Programs => [];

    /// <summary>Folders of the checkout whose npm packages it needs.</summary>
    public virtual IReadOnlyList<string> PackageFolders => [];

    /// <summary>Why an installed program will not do, such as one built without a library; null where it does.</summary>
    public virtual Task<string?> FaultAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>What a run notes about it before it starts: the version of each program.</summary>
    public virtual async Task<IReadOnlyDictionary<string, string>> FactsAsync(CancellationToken ct)
    {
        var facts = new Dictionary<string, string>();
        foreach (var one in Programs)
            facts[one.Program] = await one.VersionAsync(ct);
        return facts;
    }

    /// <summary>Makes a fresh lab fit for it, before any scenario begins; nothing done here is seen outside the lab.</summary>
    public virtual void ArrangeLab() { }
}
