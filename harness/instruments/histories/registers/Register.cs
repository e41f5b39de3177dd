using Verify.Instruments.Histories.Linearizability;

namespace Verify.Instruments.Histories.Registers;

/// <summary>A place for one value that is read, written, and set if it holds what is expected.</summary>
/// <remarks>
/// The state of an ad break is one too: start and stop write "started" and "stopped", each with its version where the
/// object counts them. The more the values differ, the more a history tells.
/// </remarks>
/// <param name="initial">What it holds before the first operation; null for nothing.</param>
public sealed class Register(string? initial = null) : IModel<Stored>
{
    public Stored Initial => new(initial);

    public bool TryStep(Stored state, Act act, out Stored next)
    {
        next = state;
        switch (act)
        {
            case Read read:
                return read.Value == state.Value;
            case Write write:
                next = new(write.Value);
                return true;
            case CompareAndSet set:
                var isThere = set.Expected == state.Value;
                if (isThere)
                    next = new(set.Value);
                return set.HasSucceeded is not { } succeeded || succeeded == isThere;
            default:
                throw new ArgumentException(
                    $"A register has no act {act.GetType().Name}: it knows Read, Write and CompareAndSet.",
                    nameof(act)
                );
        }
    }

    public bool IsRead(Act act) => act is Read or CompareAndSet { HasSucceeded: false };

    public bool IsBlind(Act act) => act is Write;

    public bool TryRequired(Act act, out Stored state)
    {
        state = act switch
        {
            Read read => new(read.Value),
            CompareAndSet set => new(set.Expected),
            _ => Initial,
        };
        return act is Read or CompareAndSet { HasSucceeded: true };
    }

    public bool TryLeft(Act act, out Stored state)
    {
        state = act switch
        {
            Write write => new(write.Value),
            CompareAndSet set => new(set.Value),
            _ => Initial,
        };
        return act is Write or CompareAndSet;
    }
}
