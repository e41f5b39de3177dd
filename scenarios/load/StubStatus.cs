using System.Text;
using Verify.Instruments.Http;
using Verify.Instruments.Workers;
using Verify.Scenarios.Lint;

namespace Verify.Scenarios.Load;

/// <summary>nginx's own count of requests: its stub_status page.</summary>
/// <param name="insecure">https whoever signed the certificate.</param>
internal sealed class StubStatus(Uri url, bool insecure)
{
    // A request is counted before it is answered: each answer holds the request for it.
    private const long Own = 1;

    private long before;

    /// <exception cref="UsageError">There is no such page.</exception>
    /// <exception cref="CannotRun">The server cannot be asked.</exception>
    public async Task StartAsync(CancellationToken ct) => before = await RequestsAsync(ct);

    /// <summary>Requests since the start, those for the page itself taken off.</summary>
    public async Task<long> CountAsync(CancellationToken ct) =>
        await RequestsAsync(ct) - before - Own;

    private async Task<long> RequestsAsync(CancellationToken ct)
    {
        try
        {
            var (_, answer) = await LintFetch.GetAsync(url, part: null, insecure, ct);
            if (answer.Status != 200)
                throw new UsageError(
                    $"--status {url}: status {answer.Status}; nginx's stub_status page answers with 200."
                );
            var page = Encoding.ASCII.GetString(LintFetch.Body(url, answer).Span);
            return StatusPage.Requests(page)
                ?? throw new UsageError(
                    $"--status {url}: not nginx's stub_status page, in which 'server accepts handled requests' stands. In nginx: location = /nginx_status {{ stub_status; }}"
                );
        }
        catch (ExchangeFailed failed)
        {
            throw new CannotRun(
                $"--status {url}: {failed.Message} ({failed.Fault}). See that the server is up and the address is right.",
                failed
            );
        }
    }
}
