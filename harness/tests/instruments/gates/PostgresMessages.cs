using System.Buffers.Binary;
using System.Text;

namespace Verify.Tests.Instruments.Gates;

/// <summary>A client's messages, byte by byte as PostgreSQL's manual has them.</summary>
internal static class PostgresMessages
{
    public static byte[] SslRequest { get; } = [.. Int(8), .. Int(80877103)];

    public static byte[] Start(params string[] parameters)
    {
        byte[] body = [.. Int(3 << 16), .. parameters.SelectMany(Text), 0];
        return [.. Int(body.Length + 4), .. body];
    }

    public static byte[] Query(string sql) => Message('Q', Text(sql));

    public static byte[] Parse(string name, string sql) =>
        Message('P', [.. Text(name), .. Text(sql), .. Short(0)]);

    public static byte[] Bind(string portal, string statement, params byte[]?[] values) =>
        Message(
            'B',
            [
                .. Text(portal),
                .. Text(statement),
                .. Short(1),
                .. Short(1),
                .. Short((short)values.Length),
                .. values.SelectMany(value =>
                    value is null ? Int(-1) : [.. Int(value.Length), .. value]
                ),
                .. Short(0),
            ]
        );

    public static byte[] Describe(string portal) => Message('D', [(byte)'P', .. Text(portal)]);

    public static byte[] Execute(string portal) => Message('E', [.. Text(portal), .. Int(0)]);

    public static byte[] Close(string statement) => Message('C', [(byte)'S', .. Text(statement)]);

    public static byte[] Sync { get; } = Message('S', []);

    public static byte[] Message(char type, byte[] body) =>
        [(byte)type, .. Int(body.Length + 4), .. body];

    public static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    public static byte[] Int(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Short(short number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteInt16BigEndian(bytes, number);
        return bytes;
    }
}
