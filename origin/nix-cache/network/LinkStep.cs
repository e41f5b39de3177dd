namespace Verify.Origin.NixCache.Network;

/// <summary>A command that sets something of a link, and the one that takes it back.</summary>
public sealed record LinkStep(IReadOnlyList<string> Do, IReadOnlyList<string> Undo);

/// <summary>An interface as it was before anything was set.</summary>
public sealed record LinkBefore(int Mtu, bool IsUp);
