using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Verify.Scripts.Values;

namespace Verify.Scripts.Language;

/// <summary>Records a claim that could not be decided, and why.</summary>
[Cmdlet("CannotTell", "Word")]
public sealed class CannotTellCmdlet : WordCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Claim { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public string Why { get; set; } = "";

    [Parameter]
    public string Expected { get; set; } = "to be told";

    [Parameter]
    public string? Proves { get; set; }

    protected override void Say() => Step.CannotTell(Claim, Expected, Why, Proves);
}

/// <summary>Leaves the rest of the step out, with the reason.</summary>
[Cmdlet("Skip", "Word")]
public sealed class SkipCmdlet : WordCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Reason { get; set; } = "";

    protected override void Say()
    {
        Step.Skip(Reason);
        // No catch of the script's takes this for an error.
        throw new PipelineStoppedException();
    }
}

/// <summary>Records a value with its unit.</summary>
[Cmdlet("Measure", "Word")]
public sealed class MeasureCmdlet : WordCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    public object Value { get; set; } = 0;

    [Parameter]
    public string? Unit { get; set; }

    [Parameter]
    public long Samples { get; set; } = 1;

    [Parameter]
    public string? Source { get; set; }

    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public string? Subject { get; set; }

    protected override void Say()
    {
        var (value, unit) = Plain.Of(Value) switch
        {
            TimeSpan span => (span.TotalSeconds, "s"),
            string text => throw new CannotRun(
                $"Measure '{Name}' takes a number or a duration, and '{text}' is text."
            ),
            var number => (
                Convert.ToDouble(number, CultureInfo.InvariantCulture),
                Unit
                    ?? throw new CannotRun(
                        $"Measure '{Name}' has no unit. Give it one, such as -Unit ms, or -Unit '' for a count."
                    )
            ),
        };
        Step.Measure(
            new(Name, value, unit, Samples, Source: Source) { Id = Id, Subject = Subject }
        );
    }
}

/// <summary>Records something true and worth knowing that no claim covers.</summary>
[Cmdlet("Find", "Word")]
public sealed class FindCmdlet : WordCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Text { get; set; } = "";

    [Parameter]
    public string? Meaning { get; set; }

    [Parameter]
    public string? Cure { get; set; }

    [Parameter]
    public FindingKind Kind { get; set; } = FindingKind.Note;

    [Parameter]
    public Effect Effect { get; set; } = Effect.Cosmetic;

    protected override void Say() => Step.Find(Text, Meaning, Cure, Kind, Effect);
}

/// <summary>Keeps text, or a value as JSON, with the run.</summary>
[Cmdlet("Keep", "Word")]
public sealed class KeepCmdlet : WordCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString, AllowEmptyCollection]
    public object Content { get; set; } = "";

    protected override void Say()
    {
        var plain = Plain.Of(Content);
        if (plain is string text)
            Step.Keep(Name, text);
        else if (plain is IEnumerable lines and not IDictionary)
            Step.Keep(Name, string.Concat(lines.Cast<object?>().Select(line => $"{line}\n")));
        else
            Step.Keep(Name, JsonSerializer.Serialize(plain, DiskJson.Options), "application/json");
    }
}
