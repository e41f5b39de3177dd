using System.Text.Json.Nodes;
using Verify.Fixtures.Nix;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.ProfileRefactor;
using Verify.Tests.Ground;

namespace Verify.Tests.Nix;

/// <summary>The project's own flake beside the C# side: as it is nothing differs, and what is planted in it is named.</summary>
[Parallelizable]
public sealed class OriginFlakeTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task As_it_is_every_value_is_the_same(CancellationToken ct) =>
        Assert.That(await ApartAsync("base.json", "", "", ct), Is.Empty);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_value_of_the_data_and_all_that_follows_from_it_are_named(
        CancellationToken ct
    ) =>
        Assert.That(
            await ApartAsync("low-latency.json", "\"listSize\": 6", "\"listSize\": 7", ct),
            Is.SupersetOf(
                    new[]
                    {
                        "origin low-latency: hls.listSize was 6, is 7",
                        "origin low-latency: derived.openFileCacheMax was 39, is 42",
                    }
                )
                .And.All.StartsWith("origin low-latency: ")
        );

    // With the settings that nix has by itself, its sandbox among them, and the words of the README.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_package_builds_with_the_settings_that_nix_comes_with(CancellationToken ct)
    {
        using var nix = await TestNix.MakeAsync(ct);
        Copy(nix);
        await GitAsync(nix, ct);
        await nix.Store.MustAsync(
            nix.File("origin/nix"),
            [
                "env",
                $"NIX_CONF_DIR={nix.File("none")}",
                "nix",
                "build",
                "--offline",
                "--extra-experimental-features",
                "nix-command flakes",
                "--option",
                "build-users-group",
                "",
                "--out-link",
                nix.File("result"),
                ".#test-origin-nginx-config-low-latency",
            ],
            ct
        );
        Assert.That(
            await File.ReadAllTextAsync(nix.File("result"), ct),
            Is.EqualTo(
                OriginConfig.Render(
                    NginxVariant.Standalone,
                    Profiles.Shipped.Origin.Get("low-latency")
                )
            )
        );
    }

    [TestCase("encoder.framerate = 29.97", "encoder.framerate is a float and has to be an int")]
    [TestCase("hls.segmentDuration = 1.5", "hls.segmentDuration is a float and has to be an int")]
    [TestCase("server = 80", "server is an int and has to be a set")]
    [TestCase("video.bitrate = \"007k\"", "'007k' is not a bitrate such as 2000k")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_value_of_another_type_is_refused(
        string value,
        string why,
        CancellationToken ct
    )
    {
        using var nix = await TestNix.MakeAsync(ct);
        Copy(nix);
        var ran = await nix.Store.RunAsync(
            nix.File("origin/nix"),
            [
                "nix",
                "eval",
                "--json",
                "--impure",
                "--expr",
                $"(import ./test-origin {{ configOverrides = {{ {value}; }}; }}).config",
            ],
            ct
        );
        Assert.That((ran.ExitCode, NixError.Of(ran)), Is.EqualTo((1, $"error: {why}")));
    }

    // Parts of the arithmetic that JSON alone cannot show: every number of clients, and the memory that follows.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_cost_of_a_swarm_is_the_same_for_any_number_of_clients(
        CancellationToken ct
    )
    {
        const int most = 2000;
        using var nix = await TestNix.MakeAsync(ct);
        Copy(nix);
        var costs = await nix.Store.EvaluateAsync(
            nix.File("origin/nix"),
            [
                "--impure",
                "--expr",
                $"map (clients: (import ./swarm-client {{ configOverrides = {{ inherit clients; }}; }}).config.upstream) (builtins.genList (n: n + 1) {most})",
            ],
            ct
        );
        foreach (var (at, cost) in costs!.AsArray().Index())
            Assert.That(
                (
                    Of(cost, "containerMemoryMB"),
                    Of(cost, "vmMemoryMB"),
                    Of(cost, "estimatedMemoryMB")
                ),
                Is.EqualTo(CSharp(at + 1)),
                $"{at + 1} clients"
            );
    }

    private static (int, int, int) CSharp(int clients)
    {
        var cost = UpstreamCost.Of(clients);
        return (cost.ContainerMemoryMB, cost.VmMemoryMB, cost.EstimatedMemoryMB);
    }

    private static int Of(JsonNode? cost, string name) => cost![name]!.GetValue<int>();

    private static async Task<IReadOnlyList<string>> ApartAsync(
        string file,
        string text,
        string other,
        CancellationToken ct
    )
    {
        using var nix = await TestNix.MakeAsync(ct);
        Copy(nix);
        if (text.Length > 0)
            new FileEdit($"origin/profiles/origin/{file}", Replace: text, With: other).Do(
                nix.Folder,
                new PlanText([])
            );
        await GitAsync(nix, ct);
        var profiles = await nix.Store.EvaluateAsync(nix.File("origin/nix"), [".#profiles"], ct);
        return
        [
            .. ValueChange
                .Between(CSharpProfiles.All(), Results.Flat(profiles!.AsObject()))
                .Select(change => $"{change}"),
        ];
    }

    private static async Task GitAsync(TestNix nix, CancellationToken ct)
    {
        // The store of the test lies beside the flake, and is no part of it.
        await File.WriteAllTextAsync(nix.File(".gitignore"), "/*\n!/origin\n", ct);
        await GitTree.MakeAsync(nix.Store, nix.Folder, "main", ct);
    }

    private static void Copy(TestNix nix)
    {
        foreach (var part in new[] { "nix", "profiles" })
            Files.CopyInto(Path.Combine(PlanFiles.Origin, part), nix.File($"origin/{part}"));
    }
}
