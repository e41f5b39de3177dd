using NUnit.Framework;

namespace Verify.Engine.Scenarios;

/// <summary>Names a scenario, as <c>./run.ps1 scenario NAME</c> calls it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScenarioAttribute(string name, string title) : TestFixtureAttribute
{
    public string Name => name;
    public string Title => title;
}
