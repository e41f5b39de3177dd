using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>The machine that something is written for: this one, or one that is described; and its place on the cable.</summary>
internal sealed class HardwareOptions
{
    private readonly Option<bool> auto = new("--auto")
    {
        Description = "Take this machine's hardware.",
    };
    private readonly Option<string?> ram = Text(
        "--ram",
        "SIZE",
        "The server's memory, such as 4GB."
    );
    private readonly Option<string?> cpu = Text("--cpu", "N", "The server's number of cores.");
    private readonly Option<string?> storage = Text(
        "--storage",
        "SIZE",
        "The size of the disk that holds store and cache, such as 120GB."
    );
    private readonly Option<string?> storageKind = Text(
        "--storage-kind",
        "KIND",
        "What the disk is: hdd, ssd or nvme (default: ssd, or with --auto what the kernel says)."
    );
    private readonly Option<string?> cable = Text(
        "--interface",
        "NAME",
        "The interface that the direct cable is in (with --auto: the only wired one without the default route)."
    );
    private readonly Option<string?> address = Text(
        "--address",
        "ADDRESS",
        "The server's address on the cable (default: 10.255.255.1)."
    );

    public void AddTo(System.CommandLine.Command command)
    {
        foreach (var option in (Option[])[auto, ram, cpu, storage, storageKind, cable, address])
            command.Add(option);
    }

    public CachePlace Place(ParseResult parsed) =>
        parsed.GetValue(address) is { } given
            ? new CachePlace { ServerAddress = Address("--address", given) }
            : new();

    /// <exception cref="UsageError">The words describe no machine.</exception>
    /// <exception cref="CannotRun">It is this machine, and it has no such interface, or the address is in use.</exception>
    public HardwareProfile Hardware(ParseResult parsed)
    {
        Option<string?>[] described = [ram, cpu, storage];
        var given = described.Where(one => parsed.GetValue(one) is not null).ToArray();
        if (!parsed.GetValue(auto))
            return given.Length == described.Length && parsed.GetValue(cable) is { } named
                ? new(
                    HardwareLimits.Memory(ram.Name, parsed.GetValue(ram)!),
                    HardwareLimits.Cores(cpu.Name, parsed.GetValue(cpu)!),
                    HardwareLimits.Disk(storage.Name, parsed.GetValue(storage)!),
                    Kind(parsed) ?? StorageKind.Ssd,
                    HardwareLimits.Interface(cable.Name, named)
                )
                : throw new UsageError(
                    $"Describe the server with --ram, --cpu, --storage and --interface ({string.Join(", ", described.Append(cable).Where(one => parsed.GetValue(one) is null).Select(one => one.Name))} missing), or take this machine with --auto."
                );
        if (given.Length > 0)
            throw new UsageError(
                $"--auto takes this machine's hardware, and {given[0].Name} describes another. Give one of them."
            );
        return Here(parsed);
    }

    /// <param name="loopback">It may be one of this machine's own.</param>
    public static string Address(string option, string text, bool loopback = false) =>
        IPAddress.TryParse(text, out var parsed)
        && parsed.AddressFamily == AddressFamily.InterNetwork
        && parsed.ToString() == text
        && parsed.GetAddressBytes()[0] is var first and >= 1 and < 224
        && (first != 127 || loopback)
            ? text
            : throw new UsageError(
                $"{option} '{Printable.Line(text)}': give an IPv4 address of the cable's own, such as 10.255.255.1."
            );

    private HardwareProfile Here(ParseResult parsed)
    {
        var host = HostReader.Read();
        var name = parsed.GetValue(cable) is { } named
            ? HardwareLimits.Interface(cable.Name, named)
            : null;
        var chosen = DirectCable.Choose(host, name);
        var place = Place(parsed);
        DirectCable.MustBeFree(host, chosen.Name, place.ServerAddress, place.PrefixLength);
        var kind =
            Kind(parsed)
            ?? host.Storage
            ?? throw new CannotRun(
                $"The kernel does not say what the disk under {host.DiskPath} is. Say so with --storage-kind hdd, ssd or nvme."
            );
        return new(host.Memory, host.Cores, host.Disk, kind, chosen.Name);
    }

    private StorageKind? Kind(ParseResult parsed)
    {
        var text = parsed.GetValue(storageKind);
        if (text is null)
            return null;
        var known = Enum.GetValues<StorageKind>()
            .Where(one => one.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return known is [var kind]
            ? kind
            : throw new UsageError(
                $"{storageKind.Name} '{Printable.Line(text)}': known are hdd, ssd and nvme."
            );
    }

    private static Option<string?> Text(string name, string help, string does) =>
        new(name) { Description = does, HelpName = help };
}
