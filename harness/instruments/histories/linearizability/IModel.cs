namespace Verify.Instruments.Histories.Linearizability;

/// <summary>What an object does when its operations come one after the other.</summary>
/// <typeparam name="TState">Immutable, equal by value; its text is shown in counter-examples.</typeparam>
public interface IModel<TState>
    where TState : notnull
{
    TState Initial { get; }

    /// <summary>
    /// Whether the act can have had its answer in a state, and the state that it leaves. An act without an answer leaves
    /// what it does there.
    /// </summary>
    /// <exception cref="ArgumentException">An act of another model.</exception>
    bool TryStep(TState state, Act act, out TState next);

    /// <summary>Whether the act leaves every state as it is: a read. Saying no is always right, and slower.</summary>
    bool IsRead(Act act) => false;

    /// <summary>
    /// Whether the act is possible in every state and leaves the same one: a plain write. Saying no is always right, and
    /// slower where many operations were not answered.
    /// </summary>
    bool IsBlind(Act act) => false;

    /// <summary>The only state in which the act is possible; false, which is always right, if there may be several.</summary>
    bool TryRequired(Act act, out TState state)
    {
        state = Initial;
        return false;
    }

    /// <summary>
    /// The only state that the act can change others into; false, which is always right, if there may be several.
    /// </summary>
    bool TryLeft(Act act, out TState state)
    {
        state = Initial;
        return false;
    }
}
