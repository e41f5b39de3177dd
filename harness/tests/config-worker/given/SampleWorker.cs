namespace Verify.Tests.ConfigWorker.Given;

/// <summary>A user's worker of a few lines, and what one of its lines can be instead.</summary>
internal static class SampleWorker
{
    public const string Wrangler = """
        name = "sample"
        main = "src/worker.js"
        compatibility_date = "2025-07-01"

        [[kv_namespaces]]
        binding = "CONFIG"
        id = "0123456789abcdef"

        [[d1_databases]]
        binding = "DB"
        database_name = "channels"
        database_id = "fedcba98"

        [[durable_objects.bindings]]
        name = "CHANNELS"
        class_name = "Channel"

        [[migrations]]
        tag = "v1"
        new_sqlite_classes = ["Channel"]
        """;

    public const string Keys = """
        {
          // What the worker reads, and how a change is made and taken out of the cache.
          "d1": {
            "DB": [
              "CREATE TABLE channels (id TEXT PRIMARY KEY, origin TEXT)",
              "INSERT INTO channels VALUES ('sports1', 'https://{value}.example')"
            ]
          },
          "update": { "d1": "DB", "sql": "UPDATE channels SET origin = 'https://{value}.example' WHERE id = 'sports1'" },
          "seenWithin": 125,
          "invalidate": { "method": "DELETE", "path": "/config" },
          "write": { "path": "/ad", "body": "{value}" }
        }
        """;

    public const string Worker = """
        import { DurableObject } from "cloudflare:workers";
        import { key } from "./key.js";

        export class Channel extends DurableObject {
          async fetch(request) {
            if (request.method === "POST") await this.save(await request.text());
            return new Response(await this.load());
          }
          async save(ad) { await this.ctx.storage.put("ad", ad); }
          async load() { return this.ad ?? (await this.ctx.storage.get("ad")); }
        }

        export default {
          async fetch(request, env) {
            if (new URL(request.url).pathname === "/ad") {
              const name = "sports1";
              return env.CHANNELS.get(env.CHANNELS.idFromName(name)).fetch(request);
            }
            if (request.method === "DELETE") await env.CONFIG.delete(key);
            const kept = await env.CONFIG.get(key, { cacheTtl: 60 });
            if (kept) return new Response(kept);
            const { results } = await env.DB.prepare("SELECT origin FROM channels WHERE id = ?").bind("sports1").all();
            await env.CONFIG.put(key, results[0].origin, { expirationTtl: 60 });
            return new Response(results[0].origin);
          },
        };
        """;

    /// <summary>A folder with it, in which a text of one of its files is another.</summary>
    /// <exception cref="InvalidOperationException">No file has the text.</exception>
    public static void Write(string folder, string? text = null, string? instead = null)
    {
        var found = text is null;
        foreach (
            var (name, content) in new[]
            {
                ("wrangler.toml", Wrangler),
                ("verify-keys.json", Keys),
                ("src/worker.js", Worker),
                ("src/key.js", "export const key = \"channel:sports1\";\n"),
            }
        )
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var here = text is not null && content.Contains(text, StringComparison.Ordinal);
            File.WriteAllText(file, here ? content.Replace(text!, instead) : content);
            found |= here;
        }
        if (!found)
            throw new InvalidOperationException($"No file of the sample says: {text}");
    }
}
