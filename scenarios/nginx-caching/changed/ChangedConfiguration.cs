using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>A configuration that the scenario changes, and puts back.</summary>
/// <param name="name">What it is called in the log.</param>
internal abstract class ChangedConfiguration(string name)
{
    public string Name => name;

    /// <summary>Where its main file lies.</summary>
    public abstract string Path { get; }

    /// <summary>What was there before the first change.</summary>
    public abstract ConfigurationText Before { get; }

    /// <summary>What is there now, read again each time.</summary>
    public abstract ConfigurationText Now { get; }

    /// <summary>False until <see cref="WriteBaseline"/>.</summary>
    public abstract bool IsThere { get; }

    /// <summary>The changes, by step: each is numbered for the phase that it belongs to.</summary>
    protected abstract IReadOnlyList<(string Id, Change Change)> Changes { get; }

    /// <summary>What the changes are to come to; null where nobody has said so.</summary>
    public abstract IReadOnlyList<ExpectedChange>? Expected { get; }

    /// <summary>Declares the changes that belong to a phase.</summary>
    public void Declare(Phase phase)
    {
        foreach (
            var (id, change) in Changes.Where(one =>
                one.Id.StartsWith($"{phase.Id}.", StringComparison.Ordinal)
            )
        )
            phase.Change(id, change);
    }

    /// <summary>Puts what was there before in place, where it is not there by itself.</summary>
    public virtual void WriteBaseline() { }

    /// <summary>The differences as nginx sees them.</summary>
    public IReadOnlyList<ConfChange> Diff() => Instruments.ConfDiff.Semantic(Before.Conf, Now.Conf);
}

/// <summary>One that servers of the run are started on.</summary>
internal abstract class ServedByRun(string name) : ChangedConfiguration(name)
{
    /// <summary>What a server is to be started on, and where.</summary>
    /// <param name="server">Its name; a folder of its own, where it needs one, is called so.</param>
    /// <param name="index">Its number among the servers of the run.</param>
    public abstract ServedConfiguration Serve(string server, bool changed, int index);
}

/// <summary>A configuration as it is or was at a moment.</summary>
/// <param name="Text">Of the main file.</param>
/// <param name="Sha256">Of the main file.</param>
/// <param name="WholeSha256">Of all files.</param>
internal sealed record ConfigurationText(
    NginxConf Conf,
    string Text,
    string Sha256,
    string WholeSha256
)
{
    public static ConfigurationText Of(ServerConfiguration configuration) =>
        new(
            configuration.Conf,
            configuration.Conf.Main.Source.Text,
            configuration.Sha256,
            configuration.WholeSha256
        );
}

/// <summary>A configuration at a place where it can be served.</summary>
/// <param name="Asked">The server of the configuration that clients ask.</param>
internal sealed record ServedConfiguration(
    ServerConfiguration Configuration,
    ServerAddress Address,
    Func<Compartment> Compartment,
    ServerSelector? Asked
)
{
    /// <summary>The network that it lies behind; null for none but its compartment's.</summary>
    public VethPlan? Behind { get; init; }

    public Task<NginxServer> StartAsync(string name, CancellationToken ct) =>
        NginxServer.StartAsync(name, Configuration, Address, Compartment(), ct, Behind);

    /// <summary>What nginx itself says of it (nginx -t).</summary>
    public async Task<NginxAnswer> TestAsync(CancellationToken ct)
    {
        using var compartment = Compartment();
        return await NginxTest.AskAsync(Configuration, compartment, ct);
    }
}
