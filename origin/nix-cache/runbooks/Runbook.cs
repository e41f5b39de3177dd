using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Monitor;
using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Runbooks;

/// <summary>What to do when something happens to a cache, written from what was configured.</summary>
public sealed record Runbook(HardwareProfile Hardware, CachePlace Place)
{
    private static CuredCache Design => CuredCache.Design;

    private ServerTuning Tuning => Design.Rules.Tune(Hardware);

    private ClientSettings Client => Design.Client(Hardware, Place, [], []);

    /// <summary>In Markdown.</summary>
    public string Markdown =>
        string.Join("\n", Head, Alarms, Times, Keys, Collection, Backup, RemovingAll);

    private string Head =>
        $"""
            # Runbook of the cache at {Place.Url}

            For {Hardware}. Written by `nix-cache runbook`: after a change of the
            hardware or of the configuration write it again.

            First look: `curl {Place.Url}/nix-cache-info` on the client. An answer means that cable, address and nginx work.

            """;

    private string Alarms =>
        $"""
            ## Alarms

            | alarm | condition | for | what it means | what to do |
            |---|---|--:|---|---|
            {string.Join("\n", AlarmRules.For(Tuning).Select(Row))}

            """;

    private static string Row(AlarmRule rule) =>
        $"| {rule.Name} | `{rule.Condition}` | {Span(rule.For)} | {rule.Meaning} | {rule.Cure} |";

    private string Times =>
        $"""
            ## What is kept for how long

            | what | where | for |
            |---|---|--:|
            | that a path is there (`narinfo-cache-positive-ttl`) | client | {Span(
                Client.PositiveTtlInForce
            )} |
            | that a path is not there (`narinfo-cache-negative-ttl`) | client | {Span(
                Client.NegativeTtlInForce
            )} |
            | what nobody uses (`nix.gc.options`) | server | {Span(Tuning.CollectAfter)} |

            A path was published and the client does not see it: wait {Span(
                Client.NegativeTtlInForce
            )}, or pass
            `--option narinfo-cache-negative-ttl 0` once. nix says that a NAR does not exist: the client trusts an old
            narinfo; pass `--option narinfo-cache-positive-ttl 0` once.

            """;

    private string Keys =>
        $"""
            ## Keys

            The secret key is `{CuredCache.SecretKey}`, mode 600, owner root. It is read when paths are published, and nginx never
            reads it.

            To rotate it without a refused path:

            1. `./run.ps1 nix-cache keys --name NAME-2 --out DIR` on the server.
            2. Add the new public key to `trusted-public-keys` of every client, and keep the old one.
            3. Publish with the new key, and sign what is there again:
               `nix store sign --all --store file://{CuredCache.Folder} --key-file NEW`. Old signatures stay beside the new.
            4. When every client has fetched for {Span(
                Client.PositiveTtlInForce
            )}, remove the old public key.

            If a secret key was seen by others, do 1 to 3 at once, remove the old public key from every client, and delete
            the cache before step 3: what was signed with the old key cannot be told from what a stranger has signed.

            """;

    private string Collection =>
        $"""
            ## Garbage

            The store is collected every week: what no profile has used for {Span(
                Tuning.CollectAfter
            )} goes. Below
            {Tuning.MinFree.AsStorage} of free space a build collects by itself, until {Tuning.MaxFree.AsStorage} are free.
            To keep a path, give it a root: `nix-store --realise PATH --add-root /nix/var/nix/gcroots/NAME`.

            In the cache at `{CuredCache.Folder}` a narinfo goes first, and its NAR not before {Span(
                Client.PositiveTtlInForce
            )} later:
            so long a client may still ask for it.

            """;

    private static string Backup =>
        $"""
            ## Backup and restore

            Back up `{CuredCache.SecretKey}` (to a medium that nobody else reads) and the configuration of NixOS. The cache itself
            is made anew by publishing.

            To restore: put the key back with mode 600 (`install -m 600 -o root KEY {CuredCache.SecretKey}`), rebuild the system,
            and check with `./run.ps1 nix-cache keys --public-of {CuredCache.SecretKey}` that the public key is the one that clients
            trust.

            """;

    private static string RemovingAll =>
        $"""
            ## Taking everything back

            Remove the module from the configuration of both ends and rebuild. `nixos-rebuild switch --rollback` does the
            same in one step. Clients go on with their other caches.

            """;

    private static string Span(TimeSpan time) =>
        time switch
        {
            { Ticks: 0 } => "at once",
            { TotalDays: >= 2 } => $"{time.TotalDays:0.#} days",
            { TotalDays: 1 } => "1 day",
            { TotalHours: >= 2 } => $"{time.TotalHours:0.#} hours",
            { TotalMinutes: >= 2 } => $"{time.TotalMinutes:0.#} minutes",
            _ => $"{time.TotalSeconds:0.#} s",
        };
}
