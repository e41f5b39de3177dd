using Verify.Fixtures;

namespace Verify.Tests;

/// <summary>What journals of the tests may hold beside the engine's own undos, as the program itself has it.</summary>
[SetUpFixture]
public sealed class KnownUndos
{
    [OneTimeSetUp]
    public void Register() => FixtureUndos.Register();
}
