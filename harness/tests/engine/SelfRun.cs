using System.Reflection;
using System.Reflection.Emit;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Verify.Engine.LeftChanged;
using Verify.Engine.Secrets;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine;

/// <summary>A self scenario carried out by NUnit in this process, as the program does it, and all that came of it.</summary>
internal sealed record SelfRun(
    IReadOnlyList<RunEvent> Events,
    IReadOnlyDictionary<string, ITestResult> Tests,
    RunFinished Finished,
    IReadOnlyList<string> Acts,
    IReadOnlyList<string> RecordLines
)
{
    public static string ActsOf(string folder) => Path.Combine(folder, "acts.txt");

    public IEnumerable<T> All<T>()
        where T : RunEvent => Events.OfType<T>();

    /// <summary>NUnit's word for a phase, with its label where the verdict is not one of NUnit's.</summary>
    public string NUnitSays(string phase) =>
        Tests
            .Single(test => test.Key.StartsWith($"Phase {phase} ", StringComparison.Ordinal))
            .Value.ResultState.ToString();

    public Verdict Phase(string id) => All<PhaseFinished>().Single(e => e.Phase == id).Verdict;

    public Verdict Step(string id) => All<StepFinished>().Single(e => e.Step == id).Verdict;

    /// <param name="interruptAt">Hears every event; true at the one to interrupt at.</param>
    public static SelfRun Of<T>(
        IReadOnlyList<string>? phases = null,
        CancellationTokenSource? interrupt = null,
        Func<RunEvent, bool>? interruptAt = null,
        TimeSpan? undoBudget = null,
        IEnumerable<IRunListener>? alsoHeardBy = null,
        Func<RunRequest, RunRequest>? asked = null
    )
        where T : SelfScenario
    {
        using var folder = new TempFolder();
        return Of(
            typeof(T),
            folder.Path,
            phases,
            interrupt,
            interruptAt,
            undoBudget,
            alsoHeardBy,
            asked: asked
        );
    }

    /// <param name="surroundings">Where it is looked for what was changed: not in a process full of tests.</param>
    public static SelfRun Of(
        Type scenario,
        string folder,
        IReadOnlyList<string>? phases = null,
        CancellationTokenSource? interrupt = null,
        Func<RunEvent, bool>? interruptAt = null,
        TimeSpan? undoBudget = null,
        IEnumerable<IRunListener>? alsoHeardBy = null,
        Surroundings? surroundings = null,
        Func<RunRequest, RunRequest>? asked = null
    )
    {
        using var never = new CancellationTokenSource();
        var heard = new Heard(interruptAt ?? (_ => false), (interrupt ?? never).Cancel);
        var request = new RunRequest("self", "self", folder)
        {
            Phases = phases,
            Parameters = new Dictionary<string, string> { ["profile"] = "none" },
            Environment = new Dictionary<string, string> { ["kernel"] = "any" },
        };
        request = asked?.Invoke(request) ?? request;
        RunFinished? finished;
        var tests = new TestsSeen();
        using (
            var record = new RecordWriter(
                RunFolder.RecordOf(folder),
                [.. alsoHeardBy ?? [], heard],
                new SecretMask([]),
                TimeProvider.System
            )
        )
        {
            var run = new Run(request, record, (interrupt ?? never).Token, undoBudget)
            {
                Surroundings = surroundings,
            };
            run.MakeCurrent();
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            runner.Load(
                Concrete(scenario).Assembly,
                new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0 }
            );
            var result = runner.Run(tests, TestFilter.Empty);
            finished = run.Finished;
            Assert.That(finished, Is.Not.Null, () => Explain(result));
        }
        return new(
            heard.Events,
            tests.ByName,
            finished!,
            File.Exists(ActsOf(folder)) ? File.ReadAllLines(ActsOf(folder)) : [],
            File.ReadAllLines(RunFolder.RecordOf(folder))
        );
    }

    // NUnit makes fixtures of concrete classes; this one lives in an assembly of its own and only for this run.
    private static Type Concrete(Type scenario)
    {
        var name = new AssemblyName($"self-{scenario.Name}");
        var module = AssemblyBuilder
            .DefineDynamicAssembly(name, AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("self");
        var type = module.DefineType(scenario.Name, TypeAttributes.Public, scenario);
        type.SetCustomAttribute(
            new CustomAttributeBuilder(
                typeof(ScenarioAttribute).GetConstructor([typeof(string), typeof(string)])!,
                ["self", "The engine itself"]
            )
        );
        return type.CreateType();
    }

    private static string Explain(ITestResult result) =>
        $"{result.FullName}: {result.ResultState} {result.Message} {result.StackTrace}\n"
        + string.Join('\n', result.Children.Select(Explain));

    private sealed class Heard(Func<RunEvent, bool> interruptAt, Action interrupt) : IRunListener
    {
        public List<RunEvent> Events { get; } = [];

        public void Hear(RunEvent happened)
        {
            Events.Add(happened);
            if (interruptAt(happened))
                interrupt();
        }
    }

    private sealed class TestsSeen : ITestListener
    {
        public Dictionary<string, ITestResult> ByName { get; } = [];

        public void TestStarted(ITest test) { }

        public void TestFinished(ITestResult result)
        {
            if (!result.Test.IsSuite)
                ByName[result.Name] = result;
        }

        public void TestOutput(TestOutput output) { }

        public void SendMessage(TestMessage message) { }
    }
}
