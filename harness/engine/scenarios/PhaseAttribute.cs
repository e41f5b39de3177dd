using System.Runtime.CompilerServices;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using NUnit.Framework.Internal.Commands;

namespace Verify.Engine.Scenarios;

/// <summary>Declares a phase of a scenario; to NUnit, and so to an IDE and to <c>dotnet test</c>, it is a test.</summary>
/// <param name="line">Phases run in the order in which they are written.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PhaseAttribute(string id, string title, [CallerLineNumber] int line = 0)
    : NUnitAttribute,
        ISimpleTestBuilder,
        IImplyFixture,
        IWrapTestMethod
{
    public string Id => id;
    public string Title => title;
    public int Line => line;

    /// <summary>What a pass of this phase proves, in a sentence.</summary>
    public string Proves { get; init; } = "";

    /// <summary>The phases that this one stands on, separated by commas.</summary>
    public string Needs { get; init; } = "";

    /// <summary>Runs even when an earlier phase did not pass: taking changes back is never blocked.</summary>
    public bool Always { get; init; }

    public TestMethod BuildFrom(IMethodInfo method, Test? suite)
    {
        var parameters = new TestCaseParameters([null]) { TestName = $"Phase {id} {title}" };
        parameters.Properties.Set(PropertyNames.Order, line);
        return new NUnitTestCaseBuilder().BuildTestMethod(method, suite, parameters);
    }

    TestCommand ICommandWrapper.Wrap(TestCommand command) => new PhaseCommand(command, id);
}
