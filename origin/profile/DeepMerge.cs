using System.Text.Json.Nodes;

namespace Verify.Origin.Profile;

/// <summary>Lays one configuration over another as the seed's Nix does: sets merge, lists and scalars replace.</summary>
/// <remarks>
/// The empty set changes nothing, and what is laid over itself stays as it is. Three layers may be grouped either way
/// unless a key is a set, then none, then a set again: {x:{a:1}}, {x:5}, {x:{b:2}} is {x:{b:2}} from below, and
/// {x:{a:1,b:2}} where the upper two are merged first. Layers are therefore always laid from below; in trees that a
/// table of keys has let pass no key is ever both.
/// </remarks>
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
