using System.CommandLine;

namespace Verify.Scenarios;

internal sealed class OriginVerb()
    : Verb("origin", "The included origin in the foreground: origin up.")
{
    protected override void Build(Command command) { }
}
