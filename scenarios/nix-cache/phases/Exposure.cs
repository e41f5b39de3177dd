using System.Net.Sockets;
using NUnit.Framework;
using Verify.Instruments.BinaryCache;
using Verify.Instruments.Http;
using Verify.Origin.NixCache.Keys;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Steps 3.3 to 3.5: what the server says of itself, where it can be reached, and who can read its key.</summary>
internal static class Exposure
{
    public const string InfoCommand = "curl http://10.255.255.1:5000/nix-cache-info";
    public const string ListenCommand = "curl http://192.168.77.1:5000/nix-cache-info";
    public const string KeyCommand =
        "stat -c %a keys/cache.sec; grep -rF \"$(cat keys/cache.sec)\" .";

    // That of cache.nixos.org: the lower is asked first.
    private const int PublicPriority = 40;

    // Held by the run, and empty.
    private const string Lock = ".lock";
    private const string Info = $"/{CacheIdentity.FileName}";

    public static async Task InfoAsync(CacheInRun cache, Step step)
    {
        foreach (var design in CacheInRun.Designs)
        {
            var answer = await cache.Served(design).AskAsync(Info, step.Ct);
            step.Expect($"{design}: status of nix-cache-info", answer.Status, Is.EqualTo(200));
            var said = CacheIdentity.Parse(System.Text.Encoding.UTF8.GetString(answer.Body.Span));
            step.Expect(
                $"{design}: the store that it is for",
                said.StoreDir,
                Is.EqualTo(cache.Store.Nix.Store),
                "a client with another store ignores the cache"
            );
            step.Expect(
                $"{design}: its priority",
                said.Priority,
                Is.LessThan(PublicPriority),
                "so it is asked before cache.nixos.org"
            );
        }
    }

    public static async Task ListensAsync(CacheInRun cache, Step step)
    {
        foreach (var design in CacheInRun.Designs)
        {
            var port = CacheInRun.PlaceOf(design).Port;
            step.Expect(
                $"{design}: over the cable",
                await ReachedAsync(cache.Hosts.Over(design, port), step.Ct),
                Is.True
            );
            var isOpen = await ReachedAsync(cache.Hosts.Beside(design, port), step.Ct);
            if (design == CacheInRun.Cured)
                step.Expect(
                    $"{design}: by the server's address in another network",
                    isOpen,
                    Is.False,
                    "whoever is there would read the store",
                    CacheOutcomes.OnCable
                );
            else if (isOpen)
                step.Find(
                    $"{design}: the cache answers at {TwoHosts.Elsewhere} too",
                    "the port is open on every network of the server",
                    "listen on the cable's address alone",
                    FindingKind.Plan,
                    Effect.Cosmetic
                );
            cache.Plan.Judge(
                KpiPromises.Firewall,
                !isOpen,
                design,
                isOpen ? "reached from another network" : "refused from another network"
            );
        }
    }

    public static async Task KeyAsync(CacheInRun cache, Step step)
    {
        var mode = File.GetUnixFileMode(cache.SecretKey);
        step.Expect(
            "mode of the secret key",
            Convert.ToString((int)mode, 8),
            Is.EqualTo("600"),
            "whoever reads it signs what the client trusts",
            CacheOutcomes.Key
        );
        cache.Plan.Judge(
            KpiPromises.Key,
            mode == SecretKeyFile.Mode,
            $"{mode}",
            "mode of the file"
        );
        var secret = (await File.ReadAllTextAsync(cache.SecretKey, step.Ct)).Trim();
        var where = Directory
            .EnumerateFiles(Path.GetDirectoryName(cache.Folder)!, "*", SearchOption.AllDirectories)
            .Where(file =>
                file != cache.SecretKey && Path.GetFileName(file) != Lock && Holds(file, secret)
            )
            .Select(file => Path.GetRelativePath(cache.Folder, file));
        step.Expect(
            "other files of the run that hold it: logs, the record, the cache, the stores",
            where,
            Is.Empty,
            "a key in a log is a key in every copy of the log",
            CacheOutcomes.Key
        );
        // A control: the search finds what is there.
        step.Expect(
            "control: the key's own file holds it",
            Holds(cache.SecretKey, secret),
            Is.True
        );
        var copy = Path.Combine(cache.Cache.Folder, "cache.sec");
        File.Copy(cache.SecretKey, copy);
        try
        {
            foreach (var design in CacheInRun.Designs)
            {
                var status = (await cache.Served(design).AskAsync("/cache.sec", step.Ct)).Status;
                if (design == CacheInRun.Cured)
                    step.Expect(
                        $"{design}: a key that lies in the cache's folder by mistake",
                        status,
                        Is.EqualTo(404),
                        "only what a cache consists of is served"
                    );
                else if (status == 200)
                    step.Find(
                        $"{design}: a key that lies in the cache's folder by mistake is served",
                        "anybody who knows its name has it",
                        kind: FindingKind.Plan
                    );
            }
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static bool Holds(string file, string secret)
    {
        // Logs and the like; what is larger is content.
        const long most = 16 * 1024 * 1024;
        var info = new FileInfo(file);
        if (info is not { LinkTarget: null, Exists: true, Length: <= most })
            return false;
        // The record is being written meanwhile.
        using var text = new StreamReader(
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        );
        return text.ReadToEnd().Contains(secret, StringComparison.Ordinal);
    }

    private static async Task<bool> ReachedAsync(Endpoint endpoint, CancellationToken ct)
    {
        try
        {
            using var socket = await endpoint.ConnectAsync(ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
