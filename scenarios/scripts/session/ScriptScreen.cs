using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Verify.Scripts.Session;

/// <summary>Write-Host and the like go to the record; questions are refused.</summary>
internal sealed class ScriptScreen : PSHostUserInterface
{
    /// <summary>Where what is said goes to, as long as a body runs.</summary>
    public SaidLines Said { get; set; } = new();

    public override PSHostRawUserInterface? RawUI => null;

    public static CannotRun Nobody() =>
        new(
            "the script asks a question, and nobody answers: a run reads nothing. Declare an Option."
        );

    public override void Write(string value) => Said.Write(value);

    public override void Write(
        ConsoleColor foregroundColor,
        ConsoleColor backgroundColor,
        string value
    ) => Said.Write(value);

    public override void WriteLine(string value) => Said.Add(value);

    public override void WriteErrorLine(string value) => Said.Add($"error: {value}");

    public override void WriteDebugLine(string message) => Said.Add($"debug: {message}");

    public override void WriteVerboseLine(string message) => Said.Add($"verbose: {message}");

    public override void WriteWarningLine(string message) => Said.Add($"warning: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    public override string ReadLine() => throw Nobody();

    public override SecureString ReadLineAsSecureString() => throw Nobody();

    public override Dictionary<string, PSObject> Prompt(
        string caption,
        string message,
        Collection<FieldDescription> descriptions
    ) => throw Nobody();

    public override int PromptForChoice(
        string caption,
        string message,
        Collection<ChoiceDescription> choices,
        int defaultChoice
    ) => throw Nobody();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName
    ) => throw Nobody();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw Nobody();
}
