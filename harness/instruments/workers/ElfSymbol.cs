using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Verify.Instruments.Workers;

/// <summary>Where a process has a symbol that its program exports to its modules (elf(5), 64 bits, little endian).</summary>
internal static class ElfSymbol
{
    private const int SectionTableAt = 0x28;
    private const int SectionCountAt = 0x3C;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const uint DynamicSymbols = 11;
    private const short MovableType = 3;
    private const int TypeAt = 16;

    public static long? AddressIn(int pid, string symbol)
    {
        var program = File.ReadAllBytes($"/proc/{pid}/exe");
        // "\x7fELF", 64 bits, little endian.
        if (!program.AsSpan().StartsWith(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1 }))
            return null;
        var offset = OffsetOf(program, Encoding.ASCII.GetBytes(symbol));
        var isMovable =
            BinaryPrimitives.ReadInt16LittleEndian(program.AsSpan(TypeAt)) == MovableType;
        return offset is null ? null
            : isMovable ? offset + LoadedAt(pid)
            : offset;
    }

    private static long? OffsetOf(ReadOnlySpan<byte> program, ReadOnlySpan<byte> symbol)
    {
        var table = (int)BinaryPrimitives.ReadInt64LittleEndian(program[SectionTableAt..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(program[SectionCountAt..]);
        for (var i = 0; i < count; i++)
        {
            var section = program.Slice(table + i * SectionSize, SectionSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != DynamicSymbols)
                continue;
            var link = BinaryPrimitives.ReadInt32LittleEndian(section[0x28..]);
            var names = Content(program, program.Slice(table + link * SectionSize, SectionSize));
            var symbols = Content(program, section);
            for (var at = 0; at + SymbolSize <= symbols.Length; at += SymbolSize)
            {
                var name = names[BinaryPrimitives.ReadInt32LittleEndian(symbols[at..])..];
                if (name.StartsWith(symbol) && name[symbol.Length] == 0)
                    return BinaryPrimitives.ReadInt64LittleEndian(symbols[(at + 8)..]);
            }
        }
        return null;
    }

    private static ReadOnlySpan<byte> Content(
        ReadOnlySpan<byte> program,
        ReadOnlySpan<byte> section
    ) =>
        program.Slice(
            (int)BinaryPrimitives.ReadInt64LittleEndian(section[0x18..]),
            (int)BinaryPrimitives.ReadInt64LittleEndian(section[0x20..])
        );

    // The first mapping of the program itself begins where its address 0 is.
    private static long LoadedAt(int pid)
    {
        var exe = new FileInfo($"/proc/{pid}/exe").LinkTarget!;
        var first = File.ReadLines($"/proc/{pid}/maps")
            .First(line => line.EndsWith(exe, StringComparison.Ordinal));
        return long.Parse(
            first.AsSpan(0, first.IndexOf('-', StringComparison.Ordinal)),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
    }
}
