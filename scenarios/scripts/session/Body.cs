using System.Management.Automation.Language;

namespace Verify.Scripts.Session;

/// <summary>A block of a step, ready to be carried out.</summary>
internal sealed record Body(ScriptBlockAst Block, string File, TimeSpan Limit)
{
    public string Place => $"{File}:{Block.Extent.StartLineNumber}";
}

/// <summary>A body was told to end, and did not.</summary>
internal sealed class BodyStuck(string message) : CannotRun(message);
