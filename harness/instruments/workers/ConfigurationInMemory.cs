using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Workers;

/// <summary>
/// The text of the configuration that an nginx process holds in memory. A build with --with-debug (Debian's, among
/// others) keeps it in ngx_cycle->config_dump, for every file as it was read; a worker has it from its master.
/// </summary>
/// <remarks>
/// ngx_cycle is the cycle in force: a configuration that was read and refused is not there. The field is found by
/// what it holds (an array of 24-byte entries, of which the first names the main file), not by an offset, which
/// differs between versions. Needs the right to trace the process: its owner's before it drops rights, else root's.
/// </remarks>
public static class ConfigurationInMemory
{
    private const string Symbol = "ngx_cycle";

    // ngx_cycle_t is half as long; an ngx_array_t in it is five words.
    private const int CycleSize = 1024;
    private const int Word = 8;
    private const int ArrayWords = 5;

    // ngx_conf_dump_t: length and text of the name, then the buffer.
    private const int DumpSize = 24;

    // As many files and bytes as a configuration may have here.
    private const int MostFiles = 10_000;
    private const int MostName = 4096;

    /// <summary>The files in the order in which nginx read them; null where it cannot be told.</summary>
    /// <param name="mainFile">Its absolute path.</param>
    /// <param name="from">Where nginx was started: names that it was given may be relative to that.</param>
    public static IReadOnlyList<ConfigurationFile>? Of(int pid, string mainFile, string from = "/")
    {
        try
        {
            if (ElfSymbol.AddressIn(pid, Symbol) is not { } symbol)
                return null;
            using var memory = File.OpenHandle($"/proc/{pid}/mem");
            var cycle = Read(memory, Words(memory, symbol, 1)[0], CycleSize);
            for (var at = 0; at + ArrayWords * Word <= CycleSize; at += Word)
            {
                var array = Numbers(cycle.AsSpan(at, ArrayWords * Word));
                if (IsDump(array) && Files(memory, array, mainFile, from) is { } files)
                    return files;
            }
            return null;
        }
        catch (Exception hidden)
            when (hidden is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Another user's, gone meanwhile, or not laid out as expected.
            return null;
        }
    }

    // ngx_array_t: elements, how many, the size of one, how many have room, pool.
    private static bool IsDump(long[] array) =>
        array[2] == DumpSize
        && array[1] is > 0 and <= MostFiles
        && array[3] >= array[1]
        && array[0] > 0;

    private static List<ConfigurationFile>? Files(
        SafeFileHandle memory,
        long[] array,
        string mainFile,
        string from
    )
    {
        var files = new List<ConfigurationFile>();
        var dumps = Words(memory, array[0], (int)array[1] * DumpSize / Word);
        for (var i = 0; i < dumps.Length; i += DumpSize / Word)
        {
            if (dumps[i] is <= 0 or > MostName)
                return null;
            var name = Path.GetFullPath(
                Encoding.UTF8.GetString(Read(memory, dumps[i + 1], (int)dumps[i])),
                from
            );
            if (files.Count == 0 && name != mainFile)
                return null;
            // ngx_buf_t begins with where the text begins and ends.
            var buffer = Words(memory, dumps[i + 2], 2);
            if (buffer[1] - buffer[0] is < 0 or > SourceFile.LargestBytes)
                return null;
            files.Add(new(name, Read(memory, buffer[0], (int)(buffer[1] - buffer[0]))));
        }
        return files;
    }

    private static long[] Words(SafeFileHandle memory, long address, int count) =>
        Numbers(Read(memory, address, count * Word));

    private static long[] Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new long[bytes.Length / Word];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * Word)..]);
        return numbers;
    }

    private static byte[] Read(SafeFileHandle memory, long address, int length)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length)
        {
            var more =
                address <= 0 ? 0 : RandomAccess.Read(memory, bytes.AsSpan(read), address + read);
            if (more == 0)
                throw new InvalidDataException(
                    string.Create(CultureInfo.InvariantCulture, $"nothing at {address:x}")
                );
            read += more;
        }
        return bytes;
    }
}
