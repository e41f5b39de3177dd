namespace Verify.Engine.LeftChanged;

/// <summary>One thing of a run's surroundings, as it was found.</summary>
/// <param name="Name">What it is called where it has come, gone or changed: "mount tmpfs on /var/cache".</param>
/// <param name="State">All of it that may not change; empty where it is either there or not.</param>
public sealed record Thing(string Name, string State = "");

/// <summary>A thing that is not as it was.</summary>
/// <param name="Key">The same for the same thing, whatever it is called by now.</param>
/// <param name="HasCome">It was not there at all.</param>
public sealed record Difference(string Key, string Text, bool HasCome = false)
{
    public override string ToString() => Text;
}
