using System.Text.Json.Nodes;
using NUnit.Framework;
using Verify.Fixtures.Network;

namespace Verify.Scenarios.Cable;

/// <summary>The addresses, the routes and the devices of a server's network, as its kernel has them.</summary>
internal sealed class PathAddresses(Step step, CabledServer server, VethPlan plan)
{
    private readonly Veth cable = server.Cable;

    public async Task CheckAsync()
    {
        var gateway = await DeviceAsync(cable.AskGatewayAsync, plan.Device);
        var origin = await DeviceAsync(cable.AskServerAsync, VethPlan.ServerDevice);
        step.Expect(
            $"{server.Endpoint.Name}: the gateway's device and its address",
            Addressed(gateway),
            Is.EqualTo($"veth, {plan.GatewayWithLength}"),
            "networking.gateway and networking.subnet"
        );
        step.Expect(
            $"{server.Endpoint.Name}: the origin's device, its address and its hardware address",
            $"{Addressed(origin)}, {Text(origin, "address")}",
            Is.EqualTo($"veth, {plan.AddressWithLength}, {plan.Mac.ToLowerInvariant()}"),
            "networking.staticIp, networking.subnet and networking.tap.mac"
        );
        step.Expect(
            $"{server.Endpoint.Name}: largest packet in bytes (MTU), at both ends",
            Text(origin, "mtu"),
            Is.EqualTo(Text(gateway, "mtu")),
            "if they differ, large packets are lost"
        );
        step.Expect(
            $"{server.Endpoint.Name}: the route from the gateway to {plan.Address}",
            await RouteAsync(cable.AskGatewayAsync, "get", $"{plan.Address}"),
            Is.EqualTo($"dev {plan.Device} from {plan.Gateway}"),
            "over the cable, not over a loopback"
        );
        step.Expect(
            $"{server.Endpoint.Name}: the origin's default route",
            await RouteAsync(cable.AskServerAsync, "show", "default"),
            Is.EqualTo($"dev {VethPlan.ServerDevice} via {plan.Gateway}"),
            "networking.gateway"
        );
        step.Expect(
            $"control, {server.Endpoint.Name}: the route to {plan.Address} from the origin itself",
            await RouteAsync(cable.AskServerAsync, "get", $"{plan.Address}"),
            Is.EqualTo($"dev lo from {plan.Address}"),
            "what a client on the server itself would have measured"
        );
        step.Saw(
            $"{server.Endpoint.Name}: {plan.Device} {plan.GatewayWithLength} - {VethPlan.ServerDevice} {plan.AddressWithLength}, MTU {Text(origin, "mtu")}"
        );
    }

    private async Task<JsonNode> DeviceAsync(
        Func<CancellationToken, string[], Task<string>> ask,
        string device
    ) => JsonNode.Parse(await ask(step.Ct, ["addr", "show", "dev", device]))![0]!;

    private static string Addressed(JsonNode device) =>
        $"{Text(device["linkinfo"], "info_kind")}, "
        + string.Join(
            ' ',
            device["addr_info"]!
                .AsArray()
                .Where(address => Text(address, "family") == "inet")
                .Select(address => $"{Text(address, "local")}/{Text(address, "prefixlen")}")
        );

    private async Task<string> RouteAsync(
        Func<CancellationToken, string[], Task<string>> ask,
        params string[] about
    )
    {
        var route = JsonNode.Parse(await ask(step.Ct, ["route", .. about]))![0];
        var via = Text(route, "gateway") is { Length: > 0 } gateway ? $" via {gateway}" : "";
        var from = Text(route, "prefsrc") is { Length: > 0 } source ? $" from {source}" : "";
        return $"dev {Text(route, "dev")}{via}{from}";
    }

    private static string Text(JsonNode? node, string key) => $"{node?[key]}";
}
