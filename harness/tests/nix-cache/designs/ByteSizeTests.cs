using FsCheck;
using FsCheck.Fluent;
using Verify.Origin.NixCache.Sizes;

namespace Verify.Tests.NixCache.Designs;

/// <summary>Amounts as people write them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ByteSizeTests
{
    [TestCase("4GB", 4L << 30)]
    [TestCase("4GiB", 4L << 30)]
    [TestCase("8gb", 8L << 30)]
    [TestCase("512MB", 512L << 20)]
    [TestCase("1.5 GiB", 3L << 29)]
    [TestCase("1TB", 1L << 40)]
    public void Memory_is_counted_in_powers_of_two(string text, long bytes)
    {
        Assert.That(ByteSize.TryParseMemory(text, out var size), text);
        Assert.That(size.Bytes, Is.EqualTo(bytes));
    }

    [TestCase("120GB", 120_000_000_000)]
    [TestCase("120GiB", 120L << 30)]
    [TestCase("1TB", 1_000_000_000_000)]
    [TestCase("1.92TB", 1_920_000_000_000)]
    public void Storage_is_counted_as_its_label_is(string text, long bytes)
    {
        Assert.That(ByteSize.TryParseStorage(text, out var size), text);
        Assert.That(size.Bytes, Is.EqualTo(bytes));
    }

    [TestCase("")]
    [TestCase("4")]
    [TestCase("GB")]
    [TestCase("-4GB")]
    [TestCase("4GB ")]
    [TestCase("4 GB 2MB")]
    [TestCase("4,5GB")]
    [TestCase("4e3GB")]
    [TestCase("0x4GB")]
    [TestCase("999999999999999PB")]
    [TestCase("\u0664GB")]
    public void What_is_no_amount_is_refused(string text)
    {
        Assert.That(ByteSize.TryParseMemory(text, out _), Is.False);
        Assert.That(ByteSize.TryParseStorage(text, out _), Is.False);
    }

    [Test]
    public void What_is_shown_is_read_again_to_a_hundredth() =>
        Prop.ForAll(
                Gen.Choose(1, int.MaxValue).Select(one => (long)one * one / 7).ToArbitrary(),
                bytes =>
                {
                    var size = new ByteSize(Math.Max(1024, bytes));
                    return ByteSize.TryParseMemory($"{size}", out var memory)
                        && ByteSize.TryParseStorage(size.AsStorage, out var storage)
                        && Near(memory.Bytes, size.Bytes)
                        && Near(storage.Bytes, size.Bytes);
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void Nothing_that_can_be_typed_breaks_the_parser() =>
        Prop.ForAll(
                Gen.OneOf(
                        ArbMap.Default.GeneratorFor<string>(),
                        Gen.Elements("4", "GB", "gib", ".", " ", "-", "9", "\u0000", "TB", "e")
                            .ListOf()
                            .Select(string.Concat)
                    )
                    .ToArbitrary(),
                text =>
                    // Whatever is taken is an amount.
                    !ByteSize.TryParseStorage(text ?? "", out var size) || size.Bytes >= 0
            )
            .QuickCheckThrowOnFailure();

    private static bool Near(long one, long other) =>
        Math.Abs(one - other) <= Math.Max(8, other / 100);
}
