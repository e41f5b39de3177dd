using Verify.Scripts.Plan;
using Verify.Scripts.Session;

namespace Verify.Scripts;

/// <summary>What a run was asked for, as its bodies get it.</summary>
internal static class ScriptOptions
{
    public static ScriptSession Begin(DeclaredScript script, RunRequest request) =>
        new(script, Values(script, request), new StateTable("{}"));

    private static Dictionary<string, object?> Values(DeclaredScript script, RunRequest request) =>
        script.Options.ToDictionary(
            option => option.Name,
            option =>
                OptionKinds.ValueOf(option, request.Parameters.GetValueOrDefault(option.Typed))
        );
}
