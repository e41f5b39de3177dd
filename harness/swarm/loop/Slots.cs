namespace Verify.Swarm.Loop;

/// <summary>Things under keys that are never given twice: place and generation in one number.</summary>
internal sealed class Slots<T>
    where T : class
{
    private readonly List<(T? Value, uint Generation)> slots = [];
    private readonly Stack<int> free = new();

    public ulong Add(T value)
    {
        if (!free.TryPop(out var place))
        {
            place = slots.Count;
            slots.Add(default);
        }
        var generation = slots[place].Generation + 1;
        slots[place] = (value, generation);
        return ((ulong)generation << 32) | (uint)place;
    }

    public T? At(ulong key)
    {
        var (value, generation) = slots[(int)(uint)key];
        return generation == key >> 32 ? value : null;
    }

    public void Remove(ulong key)
    {
        if (At(key) is null)
            return;
        var place = (int)(uint)key;
        slots[place] = (null, slots[place].Generation);
        free.Push(place);
    }
}
