using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Nginx.Diff;

namespace Verify.Tests.Nginx;

[Parallelizable]
public sealed class UnifiedDiffTests
{
    [Test]
    public void The_diff_of_seed_000_is_the_one_in_its_log() =>
        Assert.That(
            ConfDiff.Unified(
                Golden.Text("baseline.conf"),
                Golden.Text("candidate-500ms.conf"),
                "nginx-before.conf",
                "nginx-after.conf"
            ),
            Is.EqualTo(Golden.Text("implementation.diff"))
        );

    [TestCase("a\nb\n", "a\nb")]
    [TestCase("a", "b")]
    [TestCase("", "a\n")]
    [TestCase("a\n", "")]
    [TestCase("a\r\nb\r\n", "a\nb\n")]
    [TestCase("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n2\n3\n4\n5\n6\n7\n8\n0\n")]
    [TestCase("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n2\n3\n4\n5\n6\n7\n0\n9\n")]
    [TestCase("same\n", "same\n")]
    public void A_unified_diff_is_what_diff_writes(string before, string after) =>
        Assert.That(
            ConfDiff.Unified(before, after, "a", "b"),
            Is.EqualTo(DiffOfTheSystem(before, after))
        );

    [Test]
    public void Patch_makes_the_second_text_from_the_first_and_any_diff()
    {
        var line = Gen.Elements("a", "b", "c", "d", "");
        var text = line.ListOf().Select(lines => string.Join('\n', lines));
        var pairs = text.Zip(text, (a, b) => (a, b)).ToArbitrary();
        Prop.ForAll(
                pairs,
                pair => Apply(pair.a, ConfDiff.Unified(pair.a, pair.b, "a", "b")) == pair.b
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static string DiffOfTheSystem(string before, string after)
    {
        var folder = Directory.CreateTempSubdirectory("diff-").FullName;
        File.WriteAllText(Path.Combine(folder, "a"), before);
        File.WriteAllText(Path.Combine(folder, "b"), after);
        var start = new ProcessStartInfo("diff", ["-u", "--label", "a", "--label", "b", "a", "b"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Directory.Delete(folder, recursive: true);
        return text;
    }

    // A patch that trusts its line numbers, which is what is to be proved.
    private static string Apply(string before, string diff)
    {
        var old = before.Split('\n').Select(line => line + "\n").ToList();
        old[^1] = old[^1][..^1];
        old.RemoveAll(line => line.Length == 0);
        var result = new System.Text.StringBuilder();
        var at = 0;
        var lines = diff.Split('\n');
        for (var i = 2; i < lines.Length - 1; i++)
        {
            if (lines[i].StartsWith("@@"))
            {
                var range = lines[i].Split(' ')[1][1..].Split(',');
                var start = int.Parse(range[0]) - (range is [_, "0"] ? 0 : 1);
                for (; at < start; at++)
                {
                    result.Append(old[at]);
                }
                continue;
            }
            var end = lines[i + 1].StartsWith('\\') ? "" : "\n";
            var content = lines[i][1..] + end;
            switch (lines[i][0])
            {
                case ' ' when old[at++] == content:
                case '+':
                    result.Append(content);
                    break;
                case '-' when old[at++] == content:
                case '\\':
                    break;
                default:
                    throw new InvalidOperationException($"{lines[i]} does not fit");
            }
        }
        result.AppendJoin("", old.Skip(at));
        return result.ToString();
    }
}
