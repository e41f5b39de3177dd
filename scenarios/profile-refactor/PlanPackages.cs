namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The packages that the plan's flake has, before the first step and after the last.</summary>
internal static class PlanPackages
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "default",
        "swarm-client",
        "swarm-client-burst",
        "swarm-client-container",
        "swarm-client-extreme",
        "swarm-client-gentle",
        "swarm-client-stress",
        "test-origin",
        "test-origin-4k-abr",
        "test-origin-container",
        "test-origin-debug",
        "test-origin-logged",
        "test-origin-low-latency",
        "test-origin-stress",
        "test-origin-vm",
        "test-origin-vm-debug",
        "test-origin-vm-logged",
        "test-origin-vm-low-latency",
        "test-origin-vm-stress",
        "test-origin-vm-tap",
        "test-origin-vm-tap-logged",
    ];
}
