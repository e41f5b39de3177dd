using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Verify.Engine;
using Verify.Engine.Record;

namespace Verify.Reports.Record;

/// <summary>Reads one event; a line that lacks what the event must have is no event.</summary>
internal static class StrictEvents
{
    // A flipped byte in a property's name leaves valid JSON without that property: it must be missed, not be null.
    private static readonly JsonSerializerOptions Options = new(DiskJson.Options)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Require } },
    };

    public static RunEvent Parse(string line)
    {
        var happened =
            JsonSerializer.Deserialize<RunEvent>(line, Options)
            ?? throw new JsonException("The line holds no event");
        if (happened is RunStarted { } run && HasHoles(run))
        {
            throw new JsonException("The plan has an empty entry");
        }
        return happened;
    }

    private static bool HasHoles(RunStarted run) =>
        run.Phases.Any(phase => phase is null || phase.Steps.Any(step => step is null))
        || run.Outcomes.Any(outcome => outcome is null)
        || run.Limits?.Any(limit => limit is null) == true
        || run.Figures?.Subjects.Any(subject => subject is null) == true
        || run.Figures?.Rows.Any(row => row is null) == true
        || run.Parameters.Values.Any(value => value is null);

    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false })
            {
                property.IsRequired = true;
            }
            if (property.Name == "at" && type.Type.IsAssignableTo(typeof(RunEvent)))
            {
                property.IsRequired = true;
            }
        }
    }
}
