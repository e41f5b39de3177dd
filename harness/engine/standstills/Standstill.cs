using System.Globalization;

namespace Verify.Engine.Standstills;

/// <summary>A time in which this program itself stood still: nobody saw what happened meanwhile.</summary>
/// <param name="From">Since the machine booted, sleep included, as all times of a watch are.</param>
/// <param name="Until">On the clock, when it went on.</param>
internal sealed record Standstill(
    StandstillKind Kind,
    TimeSpan From,
    TimeSpan To,
    TimeSpan Length,
    DateTimeOffset Until
)
{
    // Servers and encoder that stood still as well have to find their pace again.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Until when something may be late because of it: what was missed is caught up with in no more than its time.</summary>
    public TimeSpan Over => To + Length + Settling;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Words} {Length.TotalSeconds:0.0} s, until {Until:HH:mm:ss}"
        );

    private string Words =>
        Kind switch
        {
            StandstillKind.Asleep => "the machine was asleep for",
            StandstillKind.ClockSet => "the machine's clock was set by",
            _ => "Verify itself, or its machine, was stopped for",
        };
}

/// <summary>What kind of a standstill it was.</summary>
internal enum StandstillKind
{
    /// <summary>By a signal, by whoever runs the virtual machine, or for want of any processor.</summary>
    Stopped,
    Asleep,

    /// <summary>Not a standstill to us: but servers and files go by that clock. A virtual machine that is resumed is told the time so.</summary>
    ClockSet,
}
