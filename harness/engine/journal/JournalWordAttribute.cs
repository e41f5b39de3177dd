namespace Verify.Engine;

/// <summary>By which word a journal names this kind of undo, for good: whatever its class is called, or where it stands.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class JournalWordAttribute(string word) : Attribute
{
    public string Word => word;
}
