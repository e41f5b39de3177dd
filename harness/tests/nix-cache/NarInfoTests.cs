using System.Security.Cryptography;
using System.Text;
using Verify.Instruments.BinaryCache;

namespace Verify.Tests.NixCache;

/// <summary>What caches say is read, or refused with a reason; nothing else happens, whatever it is.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class NarInfoTests
{
    private const int Rounds = 20_000;

    private const string Good = """
        StorePath: /nix/store/fjhf9457vlnpvy3vhhgh0rkg4ci53vn2-top
        URL: nar/0qrrz45j2c52zj7q3c9254q0i9piz2v0sy7l5wwayj2k7w60gpmb.nar.zst
        Compression: zstd
        FileHash: sha256:0qrrz45j2c52zj7q3c9254q0i9piz2v0sy7l5wwayj2k7w60gpmb
        FileSize: 137
        NarHash: sha256:1l4ymkxswhc87ckajs5c7dlcrv6s693pasapfc3m4fs6nyd2f9lf
        NarSize: 176
        References: chkai7h45fsvzgl7nv1sdxa0sik96b9a-small
        Sig: c-1:t+sRo/Wtg351WQEXm2QQhz==
        Sig: c-2:gOkDe+1iwSjbP8SU3h11wi==

        """;

    [Test]
    public void All_of_it_is_read()
    {
        var info = NarInfo.Parse(Good);
        Assert.That(info.StorePath, Is.EqualTo("/nix/store/fjhf9457vlnpvy3vhhgh0rkg4ci53vn2-top"));
        Assert.That((info.FileSize, info.NarSize), Is.EqualTo((137L, 176L)));
        Assert.That(info.References, Is.EqualTo(["chkai7h45fsvzgl7nv1sdxa0sik96b9a-small"]));
        Assert.That(info.Signatures, Has.Count.EqualTo(2));
    }

    [TestCase("URL: nar/", "URL: ../nar/", "a file within the cache")]
    [TestCase("URL: nar/", "URL: nar/../../", "a file within the cache")]
    [TestCase("URL: nar/", "URL: /nar/", "a file within the cache")]
    [TestCase("/nix/store/", "/nix/store/../", "a path of a store")]
    [TestCase("NarSize: 176", "NarSize: -1", "not a size")]
    [TestCase("NarSize: 176", "NarSize: 99999999999999999999", "not a size")]
    [TestCase("NarSize: 176\n", "", "NarSize is not there")]
    [TestCase("NarSize: 176", "NarSize: 1\nNarSize: 2", "more than once")]
    [TestCase("NarHash: sha256:1", "NarHash: md5:1", "not a SHA-256")]
    [TestCase("Compression: zstd", "<html>", "is not 'Name: value'")]
    public void What_is_wrong_is_refused(string text, string instead, string says)
    {
        Assert.That(Good.Contains(text, StringComparison.Ordinal), Is.True);
        Assert.That(
            () => NarInfo.Parse(Good.Replace(text, instead, StringComparison.Ordinal)),
            Throws.TypeOf<FormatException>().With.Message.Contains(says)
        );
    }

    [Test]
    public void Whatever_is_altered_is_read_or_refused()
    {
        var random = new Random(20261129);
        var (read, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Altered(Good, random);
            try
            {
                var info = NarInfo.Parse(text);
                Assert.That(info.Url.Split('/'), Does.Not.Contain(".."), text);
                Assert.That(info.Url, Does.Not.StartWith("/"), text);
                Assert.That(info.NarSize, Is.Not.Negative, text);
                read++;
            }
            catch (FormatException)
            {
                refused++;
            }
        }
        Assert.That((read, refused), Is.Not.EqualTo((Rounds, 0)).And.Not.EqualTo((0, Rounds)));
    }

    [Test]
    public void A_cache_s_own_words_are_read_or_refused()
    {
        var good = "StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 30\n";
        Assert.That(
            CacheIdentity.Parse(good),
            Is.EqualTo(new CacheIdentity("/nix/store", WantMassQuery: true, 30))
        );
        Assert.That(CacheIdentity.Parse("").Priority, Is.Null);
        Assert.That(
            () => CacheIdentity.Parse("Priority: low\n"),
            Throws.TypeOf<FormatException>().With.Message.Contains("'low' is not a number")
        );
        var random = new Random(20261130);
        for (var round = 0; round < Rounds; round++)
            try
            {
                CacheIdentity.Parse(Altered(good, random));
            }
            catch (FormatException)
            {
                // With a reason; anything else fails the test.
            }
    }

    // By nix itself: nix hash file --base32.
    [TestCase("", "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73")]
    [TestCase("abc", "1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    public void Hashes_are_written_as_nix_writes_them(string text, string expected) =>
        Assert.That(
            NixBase32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Is.EqualTo(expected)
        );

    private static string Altered(string text, Random random)
    {
        var letters = text.ToCharArray().ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(letters.Count);
            switch (random.Next(4))
            {
                case 0:
                    letters[at] = (char)random.Next(1, 0x100);
                    break;
                case 1:
                    letters.RemoveAt(at);
                    break;
                case 2:
                    letters.InsertRange(
                        at,
                        text.AsSpan(random.Next(text.Length / 2), 20).ToArray()
                    );
                    break;
                default:
                    letters.RemoveRange(at, Math.Min(letters.Count - at, random.Next(40)));
                    break;
            }
            if (letters.Count == 0)
                letters.Add('.');
        }
        return new([.. letters]);
    }
}
