using System.Runtime.InteropServices;
using System.Text;

namespace Verify.Tests.Attacks;

/// <summary>
/// A program that does nothing until somebody asks it something ("-V", "-t"): then it makes a file, with the rights of
/// whoever asked. Its own bytes, since a script would be known by its interpreter.
/// </summary>
internal static class ImpostorProgram
{
    private const int HeadSize = 64 + 56;
    private const long Base = 0x400000;

    // System calls of x86-64: pause(2) without arguments, else creat(2) and exit(2).
    private static ReadOnlySpan<byte> Code =>
        [
            0x48,
            0x83,
            0x3c,
            0x24,
            0x01, // cmp qword [rsp], 1
            0x75,
            0x09, // jne asked
            0xb8,
            0x22,
            0x00,
            0x00,
            0x00,
            0x0f,
            0x05, // pause
            0xeb,
            0xf7, // again
            0x48,
            0x8d,
            0x3d,
            0x17,
            0x00,
            0x00,
            0x00, // asked: lea rdi, [path]
            0xbe,
            0xa4,
            0x01,
            0x00,
            0x00, // mov esi, 0644
            0xb8,
            0x55,
            0x00,
            0x00,
            0x00,
            0x0f,
            0x05, // creat
            0xb8,
            0x3c,
            0x00,
            0x00,
            0x00,
            0x31,
            0xff,
            0x0f,
            0x05, // exit(0)
            0x90,
            0x90,
        ];

    public static bool IsPossible => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>An ELF file with one segment (elf(5)).</summary>
    /// <param name="made">The file that it makes.</param>
    public static byte[] MakingFile(string made)
    {
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        byte[] body = [.. Code, .. Encoding.UTF8.GetBytes(made), 0];
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        // An executable for x86-64, its entry, its one program header behind this one.
        foreach (var half in new short[] { 2, 62 })
            writer.Write(half);
        writer.Write(1);
        foreach (var place in new[] { Base + HeadSize, 64L, 0L })
            writer.Write(place);
        writer.Write(0);
        foreach (var half in new short[] { 64, 56, 1, 0, 0, 0 })
            writer.Write(half);
        // The whole file, loaded to be read and executed.
        writer.Write(1);
        writer.Write(5);
        foreach (
            var place in new[]
            {
                0L,
                Base,
                Base,
                HeadSize + body.Length,
                HeadSize + body.Length,
                0x1000L,
            }
        )
            writer.Write(place);
        writer.Write(body);
        return file.ToArray();
    }
}
