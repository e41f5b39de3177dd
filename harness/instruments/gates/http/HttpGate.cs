namespace Verify.Instruments.Gates.Http;

/// <summary>Opens gates in front of HTTP/1 servers, at which requests are counted, held and disturbed.</summary>
public static class HttpGate
{
    public static Task<Gate<HttpRequest>> OpenAsync(GatePlace place) =>
        Gate<HttpRequest>.OpenAsync(place, () => new HttpRequestReader());
}
