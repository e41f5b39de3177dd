using System.Globalization;
using System.Management.Automation.Host;

namespace Verify.Scripts.Session;

/// <summary>Who a script talks to: nobody answers, what it says is kept, and it ends nothing.</summary>
internal sealed class ScriptHost(ScriptScreen screen) : PSHost
{
    /// <summary>The script has asked to end the program.</summary>
    public bool WasToldToExit { get; set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "Verify";
    public override PSHostUserInterface UI => screen;
    public override Version Version => typeof(ScriptHost).Assembly.GetName().Version!;

    public override void SetShouldExit(int exitCode) => WasToldToExit = true;

    public override void EnterNestedPrompt() => throw ScriptScreen.Nobody();

    public override void ExitNestedPrompt() { }

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }
}
