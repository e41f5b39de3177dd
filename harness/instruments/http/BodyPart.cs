namespace Verify.Instruments.Http;

/// <summary>Takes a piece of a body; the bytes are gone when it returns.</summary>
public delegate void BodyPart(ReadOnlySpan<byte> part);
