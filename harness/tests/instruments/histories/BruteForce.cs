using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Registers;

namespace Verify.Tests.Instruments.Histories;

/// <summary>Tries every order of a few operations, by the definition and without a thought.</summary>
internal static class BruteForce
{
    public static bool IsLinearizable(IReadOnlyList<Operation> operations) =>
        operations.GroupBy(one => one.Key).All(key => CanGoOn([.. key], new HashSet<long>(), null));

    private static bool CanGoOn(IReadOnlyList<Operation> all, HashSet<long> placed, string? value)
    {
        var left = all.Where(one => !placed.Contains(one.Id)).ToList();
        if (left.TrueForAll(one => one.Return is null))
            return true;
        foreach (var one in left)
        {
            if (
                left.Exists(other => other.Return < one.Call)
                || !IsPossible(one.Act, value, out var next)
            )
                continue;
            placed.Add(one.Id);
            if (CanGoOn(all, placed, next))
                return true;
            placed.Remove(one.Id);
        }
        return false;
    }

    // Written again, not asked of the register under test.
    private static bool IsPossible(Act act, string? value, out string? next)
    {
        next = value;
        if (act is Read read)
            return Equals(read.Value, value);
        if (act is Write write)
        {
            next = write.Value;
            return true;
        }
        var set = (CompareAndSet)act;
        if (Equals(set.Expected, value))
        {
            next = set.Value;
            return set.HasSucceeded != false;
        }
        return set.HasSucceeded != true;
    }
}
