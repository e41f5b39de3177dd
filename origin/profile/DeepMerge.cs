using System.Text.Json.Nodes;

namespace Verify.Origin;

/// <summary>Lays one configuration over another as the seed's Nix does: sets merge, lists and scalars replace.</summary>
public static class DeepMerge
{
    /// <returns>A new tree: neither argument is changed, and nothing of them is shared with the result.</returns>
    public static JsonObject Over(JsonObject lower, JsonObject upper)
    {
        var merged = lower.DeepClone().AsObject();
        foreach (var (name, value) in upper)
        {
            // An explicit null is a value like any other, and replaces. So it does in Nix: its `or` asks whether an
            // attribute is there, not whether it is null.
            merged[name] =
                value is JsonObject over && merged[name] is JsonObject under
                    ? Over(under, over)
                    : value?.DeepClone();
        }
        return merged;
    }
}
