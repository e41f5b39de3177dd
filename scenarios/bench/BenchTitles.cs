namespace Verify.Scenarios.Bench;

/// <summary>What a bench calls the two that it compares.</summary>
internal sealed record BenchTitles(string Measured, string Beside)
{
    public static BenchTitles Swarm { get; } = new("engine", "peer");

    public static BenchTitles Cdn { get; } = new("cached", "beside");
}
