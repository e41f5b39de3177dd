using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Monitor;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.NixCache.Monitors;

namespace Verify.Tests.NixCache.Verbs;

/// <summary>What the verbs print of this machine, and of one that is described.</summary>
[Parallelizable]
public sealed class VerbTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Machine =
        "--ram 4GB --cpu 2 --storage 30GB --storage-kind hdd --interface enp9s0";
    private const string Key = "a-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Diagnose_says_what_the_kernel_says(CancellationToken ct)
    {
        var kibi = (await File.ReadAllLinesAsync("/proc/meminfo", ct))
            .Single(line => line.StartsWith("MemTotal:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

        var said = JsonNode.Parse(await SayAsync("diagnose --json", ct))!;

        Assert.That(
            (long)said["memoryBytes"]!,
            Is.EqualTo(long.Parse(kibi, CultureInfo.InvariantCulture) * 1024)
        );
        // As many as the kernel has, though a process may be kept from some.
        Assert.That(
            (int)said["cores"]!,
            Is.EqualTo(Directory.GetDirectories("/sys/bus/cpu/devices").Length)
        );
        Assert.That(
            (long)said["disk"]!["sizeBytes"]!,
            Is.GreaterThan((long)said["disk"]!["freeBytes"]!)
        );
        foreach (var one in said["interfaces"]!.AsArray())
            Assert.That($"/sys/class/net/{one!["name"]}/device", Does.Exist);
        Assert.That((string?)said["bottleneck"]!["reason"], Is.Not.Empty);
        Assert.That(await SayAsync("diagnose", ct), Does.Contain("bottleneck: "));
    }

    [TestCase("cured", "")]
    [TestCase("as-designed", "min-free-above-max-free")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Config_prints_a_module_and_the_faults_of_its_design(
        string design,
        string fault,
        CancellationToken ct
    )
    {
        var line = $"config {Machine} --design {design}";
        var text = await VerifyProgram.RunAsync(["nix-cache", .. line.Split(' ')], ct);
        var json = JsonNode.Parse(await SayAsync($"{line} --format json", ct))!;

        Assert.That(text.ExitCode, Is.Zero);
        Assert.That(
            text.Stdout,
            Does.Contain($"nix.settings.min-free = {json["nix"]!["settings"]!["min-free"]};")
        );
        Assert.That(text.Stderr, fault.Length == 0 ? Is.Empty : Does.Contain(fault));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Client_prints_a_module_with_both_keys_of_a_rotation(CancellationToken ct)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("a"), $"{Key}\n", ct);
        await File.WriteAllTextAsync(folder.File("b"), $"b-2{Key[3..]}\n", ct);
        var json = JsonNode.Parse(
            await SayAsync(
                $"client --interface enp9s0 --key {folder.File("a")} --key {folder.File("b")} --format json",
                ct
            )
        )!;
        Assert.That(
            json["nix"]!["settings"]!["trusted-public-keys"]!.AsArray().Select(one => (string?)one),
            Is.EqualTo(new[] { Key, $"b-2{Key[3..]}" })
        );
        Assert.That(json["networking"]!["interfaces"]!["enp9s0"], Is.Not.Null);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_runbook_has_every_alarm_and_the_values_that_are_configured(
        CancellationToken ct
    )
    {
        var text = await SayAsync($"runbook {Machine}", ct);
        var tuning = CuredCache.Design.Rules.Tune(
            new(new(4L << 30), 2, new(30_000_000_000), default, "enp9s0")
        );

        foreach (var rule in AlarmRules.For(tuning))
            Assert.That(text, Does.Contain($"| {rule.Name} | `{rule.Condition}` |"));
        Assert.That(text, Does.Contain("| server | 7 days |"));
        Assert.That(text, Does.Contain("| client | 1 day |"));
        Assert.That(text, Does.Contain(CuredCache.SecretKey));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Monitor_shows_a_running_cache_once(CancellationToken ct)
    {
        await using var cache = await ServedCache.StartAsync(CuredCache.Design, ct);
        var server = cache.Server;

        var text = await SayAsync(
            $"monitor --once --interface lo0 --address 127.0.0.1 --port {server.Port} --folder {server.Folder} --log {server.AccessLog} --pid {server.PidFile}",
            ct
        );

        Assert.That(text, Does.Contain("\nnix_cache_up 1\n"));
        Assert.That(text, Does.Contain("\nnix_cache_interface_up 0\n"));
        Assert.That(text, Does.Contain("\nnix_cache_alarm_cache_down 0\n"));
        Assert.That(text, Does.Match(@"\nnix_cache_server_uptime_seconds [0-9.E-]+\n"));
    }

    private static async Task<string> SayAsync(string line, CancellationToken ct)
    {
        var ended = await VerifyProgram.RunAsync(["nix-cache", .. line.Split(' ')], ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        return ended.Stdout;
    }
}
