using System.Text;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Tests.Playlists;

/// <summary>Mutated and hostile playlists through both readings and every rule: no crash, no hang, no growth.</summary>
/// <remarks>Nothing runs beside it: it looks at the memory of the whole process.</remarks>
[NonParallelizable]
public sealed class PlaylistFuzzTests
{
    private const int Mutants = 10_000;

    // A byte of the worst input may be so much dearer than one of the plainest: what grows with the square of the input is
    // that by far, with the thousands of bytes that all of them are reckoned to have at least.
    private const int AsDear = 300;
    private const int LeastBytes = 20_000;

    private static readonly Lazy<TimeSpan> AByte = new(() =>
    {
        var plain = Encoding.UTF8.GetBytes(
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n"
                + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"#EXTINF:2,\n{i}.ts\n"))
        );
        // The first time, it is compiled.
        Read(plain, PlaylistReading.Strict);
        return ThreadTime.Of(() => Read(plain, PlaylistReading.Strict)) / plain.Length;
    });

    [Test]
    public void No_mutant_crashes_hangs_or_holds_on_to_memory()
    {
        // A fixed start, so that a failure can be seen again.
        var random = new Random(20261121);
        var seeds = PlaylistSamples.All.Select(Encoding.UTF8.GetBytes).ToArray();
        var (readable, refused) = (0, 0);
        var held = 0L;
        for (var i = 0; i < Mutants; i++)
        {
            // What the first thousand leave behind is the reader's own tables.
            if (i == Mutants / 10)
                held = GC.GetTotalMemory(forceFullCollection: true);
            var mutant = Mutated(seeds[i % seeds.Length], random);
            foreach (var reading in Enum.GetValues<PlaylistReading>())
                if (Survives(mutant, reading))
                    readable++;
                else
                    refused++;
        }
        var grown = GC.GetTotalMemory(forceFullCollection: true) - held;
        Assert.That(grown, Is.LessThan(2 * 1024 * 1024), "bytes held after 9,000 more inputs");
        // Else the mutations break everything at once, or nothing.
        Assert.That(readable, Is.GreaterThan(Mutants / 10));
        Assert.That(refused, Is.GreaterThan(Mutants / 10));
    }

    [Test]
    public void No_large_input_takes_more_than_its_share()
    {
        const string head = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n";
        static string Many(string text, int bytes = 4_000_000) =>
            new StringBuilder().Insert(0, text, bytes / text.Length).ToString();
        string[] hostile =
        [
            head + "#EXT-X-KEY:" + Many("a,"),
            head + "#EXT-X-DATERANGE:" + Many("A=1,"),
            head + "#EXT-X-DATERANGE:" + Many("A=\""),
            head + "#EXT-X-START:" + Many("a,") + "A=1",
            head + "#EXTINF:2,\n" + Many("{$"),
            head
                + "#EXT-X-DEFINE:NAME=\"a\",VALUE=\""
                + Many("x", 1_000_000)
                + "\"\n"
                + Many("#EXTINF:2,\n{$a}{$a}{$a}\n", 1_000_000),
            head
                + string.Concat(
                    Enumerable
                        .Range(0, 100_000)
                        .Select(i => $"#EXT-X-KEY:METHOD=A,URI=\"k\",KEYFORMAT=\"{i}\"\n")
                ),
            head + Many("#EXTINF:1000000,\na.ts\n"),
            head + Many("#EXTINF:1000000,\n"),
            head + "#EXTINF:" + Many("9"),
            head + "#EXT-X-PROGRAM-DATE-TIME:" + Many("9"),
            head
                + Many(
                    "#EXT-X-PROGRAM-DATE-TIME:9999-12-31T23:59:59Z\n#EXTINF:1000000,\na.ts\n",
                    100_000
                ),
            head + Many("\n", 200_000),
            "#EXTM3U\n" + Many("#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"\na\n"),
            "#EXTM3U\n" + Many("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",DEFAULT=YES\n"),
        ];
        foreach (var text in hostile)
        foreach (var reading in Enum.GetValues<PlaylistReading>())
            Survives(Encoding.UTF8.GetBytes(text), reading);
    }

    private static bool Survives(byte[] bytes, PlaylistReading reading)
    {
        var most = AsDear * Math.Max(bytes.Length, LeastBytes) * AByte.Value;
        var since = ThreadTime.Now;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Read(bytes, reading);
            return true;
        }
        catch (PlaylistError)
        {
            return false;
        }
        catch (Exception other)
        {
            Assert.Fail($"{reading}: {other} for {Shown(bytes)}");
            throw;
        }
        finally
        {
            // A line becomes a record, findings and text: hundreds of bytes of each input byte would be none of them.
            var made = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(
                made,
                Is.LessThan((400L * bytes.Length) + 1_000_000),
                () => $"bytes made, {reading}: {Shown(bytes)}"
            );
            Assert.That(
                ThreadTime.Now - since,
                Is.LessThan(most),
                () => $"{AsDear} times what a plain playlist takes, {reading}: {Shown(bytes)}"
            );
        }
    }

    private static void Read(byte[] bytes, PlaylistReading reading)
    {
        var playlist = Playlist.Parse(bytes, reading);
        PlaylistConformance.Of(playlist);
        if (playlist is MediaPlaylist media)
        {
            PlaylistConformance.Between(media, media);
            PlaylistConformance.Together([("a", media), ("b", media)]);
        }
    }

    private static string Shown(byte[] bytes) =>
        bytes.Length < 5000
            ? Convert.ToBase64String(bytes)
            : Encoding.UTF8.GetString(bytes, 0, 200);

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.Insert(at, "09,=\":\n#x- @{$}"u8[random.Next(15)]);
                    break;
                case 4:
                    // A number or name becomes a long one.
                    bytes.InsertRange(
                        at,
                        Enumerable.Repeat((byte)"09,=\":\n#x-"[random.Next(10)], random.Next(30))
                    );
                    break;
                default:
                    if (random.Next(10) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }
}
