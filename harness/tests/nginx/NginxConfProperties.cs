using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Tests.Ground;

namespace Verify.Tests.Nginx;

[Parallelizable]
public sealed class NginxConfProperties
{
    private const int Mutants = 10_000;

    private static readonly Gen<string> Space = Gen.Elements(
        " ",
        "\n",
        "\t ",
        "\r\n",
        " # why \"{;}\n",
        "\n\n  # \u00e9\n  "
    );

    private static readonly Gen<string> Value = Gen.Elements(
            "a",
            "/x",
            "",
            " ",
            "\"",
            "'",
            "\\",
            "\\.",
            "\\n",
            "{",
            "}",
            ";",
            "#",
            "$",
            "${v}",
            "\u00fc",
            "\n",
            "=",
            "t",
            "r"
        )
        .ListOf()
        .Select(parts => string.Concat(parts));

    // A word as typed, from bare text that nginx ends nowhere.
    private static readonly Gen<(string Raw, string Value)> Word = Gen.OneOf(
        Value.Select(value => (Escape(value, '"'), value)),
        Value.Select(value => (Escape(value, '\''), value)),
        Gen.Elements("x", "$uri", "a#b", "10s", "~", "\\.ts$", "/a/${b}/c", "x}")
            .Select(bare => (bare, bare))
    );

    private static Gen<(string Text, string Shape)> Block(int depth) =>
        from lines in Gen.ListOf(Line(depth), depth > 0 ? 3 : 2)
        from tail in Space
        select (
            string.Concat(lines.Select(line => line.Text)) + tail,
            string.Concat(lines.Select(line => line.Shape))
        );

    private static Gen<(string Text, string Shape)> Line(int depth) =>
        from before in Space
        from name in Gen.Elements("n", "m.x", "~^/y", "no-such")
        from args in Word.ListOf()
        from spaces in Gen.ListOf(Space, args.Count + 1)
        from opens in Gen.Choose(0, depth)
        from block in opens > 0 ? Block(depth - 1) : Gen.Constant(("", ""))
        let words = string.Concat(args.Zip(spaces, (arg, space) => space + arg.Raw))
        let values = string.Join('|', args.Select(arg => arg.Value))
        select (
            before + name + words + spaces[^1] + (opens > 0 ? $"{{{block.Item1}}}" : ";"),
            $"{name}|{values}({block.Item2})"
        );

    [Test]
    public void Any_tree_is_read_as_it_was_meant_and_written_back_byte_for_byte() =>
        Prop.ForAll(
                Block(4).ToArbitrary(),
                tree =>
                {
                    var conf = NginxConf.Parse(tree.Text + "\nlast;", "t");
                    return conf.Main.Write() == tree.Text + "\nlast;"
                        && Shape(conf.Main.Nodes) == tree.Shape + "last|()";
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    // A mutant is no larger than what it was made of by much, and takes as long: one that takes so many times what the
    // slowest of those does hangs. A regular expression has a second of its own for each path.
    private const int AsDear = 1000;
    private static TimeSpan ForExpressions => TimeSpan.FromSeconds(1) * Uris.Length;

    // A mutant has 5 KB. Its trees, the diff with effects at every place and the rest allocate some thousand times
    // that; what grows with the square of the input would show far above it.
    private const long MostAllocated = 64 * 1024 * 1024;

    private static readonly string[] Seeds =
    [
        "candidate.conf",
        "manners/edge.conf",
        "manners/conditions.conf",
        "manners/lua.conf",
    ];

    private static readonly string[] Uris =
    [
        "/live/stream.m3u8",
        "/a%20b/../c.ts?x",
        "/",
        "//x//y",
        "/\u00e9.ts",
    ];

    [Test, CancelAfter(Hang.Milliseconds)]
    public void No_mutant_of_a_real_configuration_crashes_hangs_or_bloats_the_model(
        CancellationToken ct
    )
    {
        var seeds = Seeds.Select(name => Encoding.UTF8.GetBytes(Golden.Text(name))).ToArray();
        var baseline = Golden.Conf("baseline.conf");
        // A fixed start, so that a failure can be seen again.
        var random = new Random(20250130);
        var (readable, slowest) = (0, TimeSpan.Zero);
        var models = new List<WeakReference>();
        // The first time, all of it is compiled.
        var plain = Enumerable
            .Range(0, 2 * 3 * Seeds.Length)
            .Select(i => ThreadTime.Of(() => Judge(seeds[i % seeds.Length], baseline, i, models)))
            .ToArray()[(3 * Seeds.Length)..]
            .Max();
        var most = (AsDear * plain) + ForExpressions;
        for (var i = 0; i < Mutants; i++)
        {
            ct.ThrowIfCancellationRequested();
            var mutant = Mutate(seeds[i % seeds.Length], random);
            var (started, allocated) = (ThreadTime.Now, GC.GetAllocatedBytesForCurrentThread());
            readable += Judge(mutant, baseline, i, models) ? 1 : 0;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var took = ThreadTime.Now - started;
            slowest = took > slowest ? took : slowest;
            Assert.That(took, Is.LessThan(most), () => Encoding.Latin1.GetString(mutant));
            Assert.That(
                allocated,
                Is.LessThan(MostAllocated),
                () => Encoding.Latin1.GetString(mutant)
            );
        }
        GC.Collect();
        var kept = models.Count(one => one.IsAlive);
        TestContext.Out.WriteLine(
            $"{readable} readable, {kept} models kept, slowest {slowest.TotalMilliseconds:F0} ms"
        );
        // Nothing is kept of a configuration that is gone; the last one may still be on the stack.
        Assert.That(kept, Is.LessThanOrEqualTo(1));
        // Else the mutations break everything at once and reach nothing behind the reader.
        Assert.That(readable, Is.GreaterThan(Mutants / 10));
    }

    // Everything the model can be asked; whatever it does not like it says in a UsageError.
    private static bool Judge(
        byte[] mutant,
        NginxConf baseline,
        int turn,
        List<WeakReference> models
    )
    {
        NginxConf conf;
        SourceFile source;
        try
        {
            source = SourceFile.FromBytes("mutant.conf", mutant);
            conf = NginxConf.Parse(source.Text, "mutant.conf");
            models.Add(new(conf));
        }
        catch (UsageError)
        {
            return false;
        }
        Assert.That(conf.Main.Write(), Is.EqualTo(source.Text));
        // Each mutant has one of the three diffs, each seed all of them in turn: the suite has fifteen minutes.
        Act diff = (turn / Seeds.Length % 3) switch
        {
            0 => () => ConfDiff.Semantic(baseline, conf),
            1 => () => ConfDiff.Semantic(conf, baseline),
            _ => () => Unchanged(conf),
        };
        Act[] acts =
        [
            () => ConfCheck.Of(conf),
            () => ConfWarnings.Of(conf),
            diff,
            () => ConfDiff.Unified(baseline.Main.Source.Text, source.Text, "a", "b"),
            .. Uris.Select<string, Act>(uri => () => Effective.At(conf, uri).Of("add_header")),
            .. Effective
                .Everywhere(conf)
                .Select<Effective, Act>(place => () => place.Hidden("open_file_cache_valid")),
        ];
        foreach (var act in acts)
        {
            try
            {
                act();
            }
            catch (UsageError) { }
        }
        return true;
    }

    private static IReadOnlyList<ConfChange> Unchanged(NginxConf conf)
    {
        var changes = ConfDiff.Semantic(conf, conf);
        Assert.That(changes, Is.Empty);
        return changes;
    }

    private delegate object? Act();

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(
                        at,
                        bytes.GetRange(random.Next(bytes.Count - length), length)
                    );
                    break;
                case 3:
                    bytes.Insert(at, "{};\"'\\#$\n"u8[random.Next(9)]);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(100) == 0 ? bytes.Count - at - 1 : 0);
                    break;
            }
        }
        return [.. bytes];
    }

    private static string Escape(string value, char quote)
    {
        var raw = new StringBuilder().Append(quote);
        foreach (var c in value)
        {
            raw.Append(c == quote || c == '\\' ? $"\\{c}" : $"{c}");
        }
        return raw.Append(quote).ToString();
    }

    private static string Shape(IEnumerable<Node> nodes) =>
        string.Concat(
            nodes
                .OfType<Directive>()
                .Select(it =>
                    $"{it.Name}|{string.Join('|', it.Args)}({(it.Block is { } block ? Shape(block.Nodes) : "")})"
                )
        );
}
