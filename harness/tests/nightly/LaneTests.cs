using FsCheck;
using FsCheck.Fluent;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class LaneTests
{
    [TestCase("0-3,8", new[] { 0, 1, 2, 3, 8 })]
    [TestCase("0", new[] { 0 })]
    [TestCase(" 2,4-5\n", new[] { 2, 4, 5 })]
    public void A_list_of_the_kernel_is_read(string list, int[] expected) =>
        Assert.That(Processor.Numbers(list), Is.EqualTo(expected));

    [Test]
    public void This_machine_has_processors_with_cores() =>
        Assert.That(
            Processor.OfThisMachine().Select(one => one.Core),
            Is.Not.Empty.And.All.Not.Empty
        );

    [TestCase(1, 1, ExpectedResult = "0")]
    [TestCase(2, 1, ExpectedResult = "0,1")]
    [TestCase(3, 1, ExpectedResult = "0,1,2", Description = "no room for two")]
    [TestCase(4, 1, ExpectedResult = "0,1|2,3")]
    [TestCase(5, 1, ExpectedResult = "0,1|2,3")]
    [TestCase(4, 2, ExpectedResult = "0,1|2,3", Description = "two threads of a core, together")]
    [TestCase(6, 3, ExpectedResult = "0,1,2|3,4,5", Description = "a core is never split")]
    public string So_many_processors_make_these_lanes(int processors, int threads) =>
        Shown(Lane.Of(Machine(processors, id => id / threads), processors));

    [Test]
    public void Threads_of_one_core_share_a_lane_wherever_they_are_numbered() =>
        // As most servers number them: 0 and 2 are one core, 1 and 3 the other.
        Assert.That(Shown(Lane.Of(Machine(4, id => id % 2), 4)), Is.EqualTo("0,2|1,3"));

    [TestCase(3, ExpectedResult = 1)]
    [TestCase(4, ExpectedResult = 2)]
    [TestCase(8, ExpectedResult = 4)]
    public int A_quota_is_held_to(int usable) => Lane.Of(Machine(16, id => id), usable).Count;

    [Test]
    public void No_two_lanes_share_a_core_on_any_machine() =>
        Prop.ForAll(
                Gen.Choose(0, 9).ArrayOf().Where(cores => cores.Length > 0).ToArbitrary(),
                cores =>
                {
                    var machine = Machine(cores.Length, id => cores[id]);
                    var core = machine.ToDictionary(one => one.Id, one => one.Core);
                    var lanes = Lane.Of(machine, machine.Count);
                    var pairs =
                        from a in lanes
                        from b in lanes
                        where a != b
                        select a
                            .Processors.Select(id => core[id])
                            .Intersect(b.Processors.Select(id => core[id]));
                    return lanes.Count >= 1
                        && pairs.All(shared => !shared.Any())
                        && (lanes.Count == 1 || lanes.All(lane => lane.Processors.Count >= 2))
                        && lanes.All(lane =>
                            lane.Processors.Distinct().Count() == lane.Processors.Count
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure);

    private static List<Processor> Machine(int processors, Func<int, int> core) =>
        [.. Enumerable.Range(0, processors).Select(id => new Processor(id, $"{core(id)}"))];

    private static string Shown(IReadOnlyList<Lane> lanes) =>
        string.Join('|', lanes.Select(lane => string.Join(',', lane.Processors)));
}
