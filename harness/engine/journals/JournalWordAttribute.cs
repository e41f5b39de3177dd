namespace Verify.Engine.Journals;

/// <summary>The word by which journals name this kind of undo. It never changes, so old journals can be read after a class is renamed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class JournalWordAttribute(string word) : Attribute
{
    public string Word => word;
}
