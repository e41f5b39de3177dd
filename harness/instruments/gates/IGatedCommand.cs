namespace Verify.Instruments.Gates;

/// <summary>What a client asks of a server, as a gate between them reads it.</summary>
public interface IGatedCommand
{
    /// <summary>The word that commands of its kind are counted under, in capitals: GET, SELECT.</summary>
    string Kind { get; }
}
