using System.CommandLine;
using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Hardware;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>What this machine is made of, and what limits a cache on it first.</summary>
internal sealed class DiagnoseVerb()
    : Verb("diagnose", "Show this machine's hardware, and what limits a cache on it first.")
{
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(json);
        command.SetAction(parsed =>
        {
            var host = HostReader.Read();
            var bottleneck = Bottleneck.Of(host, DirectCable.Find(host));
            if (parsed.GetValue(json))
                JsonOutput.Write(Json(host, bottleneck));
            else
                Console.Write(Text(host, bottleneck));
        });
    }

    private static string Text(HostReport host, Bottleneck bottleneck)
    {
        var table = new TextTable("", "");
        table.Add("memory", $"{host.Memory}, {host.Available} available, swap {host.Swap}");
        table.Add(
            "pressure",
            host.MemoryPressure is { } percent
                ? $"{percent} % of the last 10 s waited for memory"
                : "this kernel does not say"
        );
        table.Add("processor", $"{host.Cores} cores, {host.Processor}");
        table.Add(
            "storage",
            $"{host.DiskPath}: {host.Disk.AsStorage} {Kind(host)}, {host.DiskFree.AsStorage} free"
        );
        foreach (var one in host.Interfaces)
            table.Add("network", Shown(one));
        if (host.Interfaces.Count == 0)
            table.Add("network", "no wired interface");
        return $"{table}\nbottleneck: {bottleneck.Part}. {Sentence(bottleneck.Reason)}\n{bottleneck.Cure}\n";
    }

    private static string Shown(HostInterface one)
    {
        string[] parts =
        [
            one.Name,
            one switch
            {
                { HasCarrier: false } => "no carrier",
                { SpeedMbit: { } speed and > 0 } => $"{speed} Mbit/s",
                _ => "speed unknown",
            },
            $"MTU {one.Mtu}",
            .. one.Addresses,
            .. one.HasDefaultRoute ? (string[])["has the default route"] : [],
        ];
        return string.Join(", ", parts);
    }

    private static string Kind(HostReport host) =>
        host.Storage?.ToString().ToUpperInvariant() ?? "of unknown kind";

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    private static JsonObject Json(HostReport host, Bottleneck bottleneck) =>
        new()
        {
            ["memoryBytes"] = host.Memory.Bytes,
            ["availableBytes"] = host.Available.Bytes,
            ["swapBytes"] = host.Swap.Bytes,
            ["memoryPressurePercent"] = host.MemoryPressure,
            ["cores"] = host.Cores,
            ["processor"] = host.Processor,
            ["disk"] = new JsonObject
            {
                ["path"] = host.DiskPath,
                ["sizeBytes"] = host.Disk.Bytes,
                ["freeBytes"] = host.DiskFree.Bytes,
                ["kind"] = host.Storage?.ToString().ToLowerInvariant(),
            },
            ["interfaces"] = JsonOutput.List(
                host.Interfaces.Select(one =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = one.Name,
                            ["carrier"] = one.HasCarrier,
                            ["speedMbit"] = one.SpeedMbit,
                            ["mtu"] = one.Mtu,
                            ["defaultRoute"] = one.HasDefaultRoute,
                            ["addresses"] = JsonOutput.List(
                                one.Addresses.Select(address => (JsonNode)address)
                            ),
                        }
                )
            ),
            ["bottleneck"] = new JsonObject
            {
                ["part"] = bottleneck.Part,
                ["reason"] = bottleneck.Reason,
                ["cure"] = bottleneck.Cure,
            },
        };
}
