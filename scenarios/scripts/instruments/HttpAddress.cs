using Verify.Instruments.Http;

namespace Verify.Scripts.Instruments;

/// <summary>An address that a script names.</summary>
internal static class HttpAddress
{
    /// <exception cref="CannotRun">It is not one of http or https.</exception>
    public static Endpoint Of(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is "http" or "https"
            ? Endpoint.Direct(url.Authority, url)
            : throw new CannotRun(
                $"{url} is no address of http. Give one such as http://127.0.0.1:8080/live.m3u8."
            );
}
