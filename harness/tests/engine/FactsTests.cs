namespace Verify.Tests.Engine;

/// <summary>What a step notes of the world.</summary>
public sealed class FactsTests
{
    [Test]
    public void A_fact_is_on_record_once_however_many_steps_note_it() =>
        Assert.That(
            SelfRun
                .Of<TwoPlayers>()
                .All<EnvironmentNoted>()
                .Select(fact => (fact.Name, fact.Value))
                .Where(fact => fact.Name == "hls.js"),
            Is.EqualTo(new[] { ("hls.js", "1.7.4"), ("hls.js", "1.7.5") })
        );

    public abstract class TwoPlayers : SelfScenario
    {
        [Phase("1", "Play")]
        public void Play(Phase phase)
        {
            phase.Step("1.1", "one", step => Noted(step, "1.7.4"));
            phase.Step("1.2", "the same", step => Noted(step, "1.7.4"));
            phase.Step("1.3", "another", step => Noted(step, "1.7.5"));
        }

        private static Task Noted(Step step, string version)
        {
            step.Note("hls.js", version);
            return Holds(step);
        }
    }
}
