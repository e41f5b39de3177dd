using System.Text.Json.Nodes;

namespace Verify.Scenarios.ConfigConsistency.Own.Reading;

/// <summary>What a wrangler file can bind and a run cannot give: a worker without it would not be the user's.</summary>
internal static class NotGiven
{
    private static readonly string[] Sections =
    [
        "ai",
        "ai_search",
        "analytics_engine_datasets",
        "assets",
        "browser",
        "containers",
        "dispatch_namespaces",
        "hyperdrive",
        "images",
        "media",
        "mtls_certificates",
        "pipelines",
        "queues",
        "r2_buckets",
        "ratelimits",
        "secrets_store_secrets",
        "send_email",
        "services",
        "site",
        "stream",
        "unsafe",
        "vectorize",
        "version_metadata",
        "vpc_services",
        "worker_loaders",
        "workflows",
    ];

    /// <exception cref="UsageError">It binds one, with its name.</exception>
    public static void MustBeAbsent(Reading reading, JsonObject root)
    {
        foreach (var section in Sections.Where(root.ContainsKey))
        {
            var bound = Bindings(root[section]).ToArray();
            throw reading.Refuse(
                section,
                $"{section} {(bound.Length == 0 ? "is" : $"binds {string.Join(", ", bound)}, which is")} nothing that Verify can give a worker: it gives kv_namespaces, d1_databases, durable_objects and vars.\nCopy the project without it, if the routes that are tried can do so."
            );
        }
    }

    private static IEnumerable<string> Bindings(JsonNode? node) =>
        node switch
        {
            JsonObject section => section.SelectMany(one =>
                one.Key is "binding" && one.Value is JsonValue name
                    ? [$"{name}"]
                    : Bindings(one.Value)
            ),
            JsonArray list => list.SelectMany(Bindings),
            _ => [],
        };
}
