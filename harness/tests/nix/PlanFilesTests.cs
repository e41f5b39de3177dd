using Verify.Scenarios.ProfileRefactor;

namespace Verify.Tests.Nix;

/// <summary>The files that each step leaves are the plan's own, but for what had to be put right.</summary>
[Parallelizable]
public sealed class PlanFilesTests
{
    [TestCase("1.3", "nix/test-origin/config/profiles.nix", 599, 763)]
    [TestCase("1.3", "nix/test-origin/config/base.nix", 776, 907)]
    [TestCase("1.3", "nix/test-origin/config/derived.nix", 982, 1025)]
    [TestCase("1.3", "nix/test-origin/config/cache.nix", 1038, 1064)]
    [TestCase("1.3", "nix/test-origin/config.nix", 1077, 1122)]
    public void A_new_file_is_the_plans(string step, string file, int first, int last) =>
        Assert.That(Text(step, file), Is.EqualTo(PlanFiles.Plan().Between(first, last) + "\n"));

    [TestCase("1.1", "nix/lib.nix", 51, 60)]
    [TestCase("2.1", "nix/lib.nix", 1193, 1227)]
    [TestCase("2.3", "nix/swarm-client/config.nix", 1315, 1353)]
    [TestCase("2.4", "nix/lib.nix", 1391, 1409)]
    [TestCase("2.4", "nix/lib.nix", 1414, 1426)]
    [TestCase("1.2", "flake.nix", 200, 210)]
    [TestCase("1.2", "flake.nix", 243, 254)]
    [TestCase("1.2", "flake.nix", 273, 282)]
    [TestCase("1.2", "flake.nix", 318, 334)]
    [TestCase("1.2", "flake.nix", 352, 360)]
    [TestCase("1.2", "flake.nix", 392, 414)]
    [TestCase("1.2", "flake.nix", 439, 450)]
    [TestCase("1.2", "flake.nix", 478, 486)]
    [TestCase("1.2", "flake.nix", 526, 546)]
    public void What_a_step_puts_in_is_the_plans(string step, string file, int first, int last) =>
        Assert.That(Text(step, file), Does.Contain(PlanFiles.Plan().Between(first, last)));

    [Test]
    public void The_one_correction_of_2_2_is_the_name_of_the_base() =>
        Assert.That(
            Text("2.2", "nix/test-origin/config.nix"),
            Is.EqualTo(
                PlanFiles
                    .Plan()
                    .Between(1242, 1288)
                    .Replace(
                        "    inherit base profiles;",
                        "    base = baseConfig;\n    inherit profiles;",
                        StringComparison.Ordinal
                    ) + "\n"
            )
        );

    [Test]
    public void Every_mistake_quotes_its_line_of_the_plan()
    {
        var plan = PlanFiles.Plan();
        foreach (var mistake in PlanFiles.Mistakes())
        {
            // A quotation may leave the rest out.
            var quoted = mistake.Plan.Split("...")[0].Trim();
            Assert.That(
                plan.Line(mistake.Line).Replace("**", "", StringComparison.Ordinal),
                Does.Contain(quoted),
                $"line {mistake.Line}"
            );
        }
    }

    private static string Text(string step, string file) =>
        File.ReadAllText(Path.Combine(PlanFiles.FilesOf(step), file));
}
