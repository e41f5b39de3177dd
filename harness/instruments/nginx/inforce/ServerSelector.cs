namespace Verify.Instruments.Nginx.Inforce;

/// <summary>Which server a request goes to: the port it came in on and the host it asks for.</summary>
/// <param name="Port">Null for any.</param>
/// <param name="Host">Null for none: the default server of the port answers.</param>
public sealed record ServerSelector(int? Port = null, string? Host = null);
