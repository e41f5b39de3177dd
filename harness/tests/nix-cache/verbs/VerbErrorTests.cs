using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.NixCache.Verbs;

/// <summary>What the verbs refuse, by name, and what they say is allowed.</summary>
[Parallelizable]
public sealed class VerbErrorTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Machine = "--cpu 2 --storage 120GB --interface enp3s0";
    private const string Key = "a-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [TestCase(2, "config --ram 0GB " + Machine, "--ram '0GB'|from 512MiB to 4TiB")]
    [TestCase(2, "config --ram 0 " + Machine, "--ram '0'|with its unit")]
    [TestCase(
        2,
        "config --ram 4GB --cpu 1TB --storage 1TB --interface a",
        "--cpu '1TB'|from 1 to 1024"
    )]
    [TestCase(2, "config --ram 4GB --cpu 0 --storage 1TB --interface a", "--cpu '0'")]
    [TestCase(
        2,
        "config --ram 4GB --cpu 2 --storage 3GB --interface a",
        "--storage '3GB'|from 8GB to 8TB"
    )]
    [TestCase(
        2,
        "config --ram 4GB --cpu 2 --storage 1TB --interface ../a",
        "--interface '../a'|ip link"
    )]
    [TestCase(2, "config --ram 4GB --cpu 2 --storage 1TB --interface lo", "--interface 'lo'")]
    [TestCase(2, "config --ram 4GB --cpu 2 --storage 1TB", "--interface missing|--auto")]
    [TestCase(2, "config --auto --ram 4GB", "--auto|--ram")]
    [TestCase(
        2,
        "config --ram 4GB --design curd " + Machine,
        "--design 'curd'|Did you mean 'cured'?"
    )]
    [TestCase(2, "config --ram 4GB --format xml " + Machine, "--format 'xml'|nix and json")]
    [TestCase(2, "config --ram 4GB --address 10.1 " + Machine, "--address '10.1'|IPv4")]
    [TestCase(
        2,
        "config --ram 4GB --storage-kind tape " + Machine,
        "--storage-kind 'tape'|hdd, ssd and nvme"
    )]
    [TestCase(
        3,
        "config --auto --interface nosuch0",
        "--interface nosuch0|no such wired interface"
    )]
    [TestCase(2, "client --key x --interface a", "--key 'x'|no such file|public key")]
    [TestCase(
        2,
        "client --interface a --key " + Key + " --server 10.255.255.2",
        "10.255.255.2 is in use"
    )]
    [TestCase(2, "client --interface a --key " + Key + " --server http://x", "--server 'http://x'")]
    [TestCase(2, "keys --name a:b --out /tmp", "--name 'a:b'")]
    [TestCase(2, "keys --name a-1 --out /nowhere", "--out /nowhere")]
    [TestCase(2, "keys", "--name NAME and --out DIR")]
    [TestCase(2, "keys --public-of /nowhere", "--public-of /nowhere|no such file")]
    [TestCase(2, "keys --public-of /etc/passwd", "--public-of /etc/passwd|644")]
    [TestCase(2, "monitor --interface lo0 --folder /nowhere", "--folder '/nowhere'")]
    [TestCase(2, "monitor --interface a --folder /tmp --port 0", "--port 0|65535")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Bad_input(int exit, string line, string named, CancellationToken ct)
    {
        var ended = await VerifyProgram.RunAsync(["nix-cache", .. line.Split(' ')], ct);

        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr, Does.StartWith("verify: "));
        Assert.That(ended.Stderr.Split("verify: "), Has.Length.EqualTo(2), "one message");
        foreach (var word in named.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
        Assert.That(ended.Stderr, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
    }
}
