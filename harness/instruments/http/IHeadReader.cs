namespace Verify.Instruments.Http;

/// <summary>Told what the head of an answer says, while it is read. Bytes are gone when a call returns.</summary>
public interface IHeadReader
{
    /// <summary>A head begins. Whatever came before belonged to an interim answer, such as 103 Early Hints.</summary>
    void Status(int status, ReadOnlySpan<byte> reason);

    void Header(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);
}
