using System.Diagnostics;
using System.Net;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>Asks one server the whole battery about every path, each question on a connection of its own.</summary>
public sealed class AnswerMeter(Endpoint endpoint, IReadOnlyList<AskedPath> paths)
{
    // Whole segments, of any profile.
    private static readonly HttpLimits Limits = HttpLimits.Default with
    {
        KeptBody = 64 * 1024 * 1024,
    };

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // Where a path is not answered at all, or takes this long, a few questions about it say as much as all of them.
    private const int MostUnanswered = 2;
    private static readonly TimeSpan LongestPath = TimeSpan.FromSeconds(15);

    /// <summary>Others use the server: nothing is sent that is not safe (RFC 9110 section 9.2.1).</summary>
    public bool IsShared { get; init; }

    public async Task<AnswerSheet> AskAsync(CancellationToken ct)
    {
        var answers = new List<AskedAnswer>();
        foreach (var path in paths)
        {
            var (unanswered, clock) = (0, Stopwatch.StartNew());
            var given = Validators.Of(null);
            foreach (var question in Questions.All.Where(one => Suits(one, path)))
            {
                if (unanswered >= MostUnanswered || clock.Elapsed > LongestPath)
                    break;
                var (asked, answer) = await AskAsync(path, question, given, ct);
                answers.Add(asked);
                unanswered += answer is null ? 1 : 0;
                if (question == Questions.All[0])
                    given = Validators.Of(answer);
            }
        }
        return new(endpoint.Name, answers);
    }

    private bool Suits(Question question, AskedPath path) =>
        !(question.IsUnsafe && IsShared)
        && !(question.OnlyMissing && !path.IsMissing)
        && !(question.OfOneVersion && (path.Moves || path.IsMissing))
        && (question.From is null || IsOnLoopback);

    // Only there may a client take another address.
    private bool IsOnLoopback =>
        endpoint.At switch
        {
            IPEndPoint at => IPAddress.IsLoopback(at.Address),
            DnsEndPoint at => IPAddress.TryParse(at.Host, out var address)
                && IPAddress.IsLoopback(address),
            _ => false,
        };

    private async Task<(AskedAnswer, HttpAnswer?)> AskAsync(
        AskedPath path,
        Question question,
        Validators given,
        CancellationToken ct
    )
    {
        var ask = question.Ask(path.Target, given);
        try
        {
            await using var connection = KeptConnection.To(Of(question), Timeout);
            var answer = await connection.SendAsync(ask, Timeout, Limits, null, ct);
            var facets = AnswerFacets.Of(
                answer,
                connection.Current?.Reusable ?? false,
                path,
                endpoint.Address,
                paths
            );
            return (new(path, question, facets, Text(path, question, ask, answer)), answer);
        }
        catch (ExchangeFailed failed)
        {
            return (
                new(
                    path,
                    question,
                    AnswerFacets.Of(failed),
                    $"# {path.Kind}: {question.Name}\n! {failed.Message}"
                ),
                null
            );
        }
    }

    private Endpoint Of(Question question) =>
        question.From is not { } from
            ? endpoint
            : endpoint with
            {
                OpenAsync = async () =>
                {
                    var socket = await endpoint.OpenAsync();
                    socket.Bind(new IPEndPoint(from, 0));
                    return socket;
                },
            };

    private static string Text(AskedPath path, Question question, HttpAsk ask, HttpAnswer answer) =>
        $"# {path.Kind}: {question.Name}\n> {ask.Method} {ask.Target}"
        + string.Concat(ask.Headers.Select(h => $"\n> {h.Key}: {h.Value}"))
        + $"\n< {answer.Status} {answer.Reason}"
        + string.Concat(answer.Headers.Select(h => $"\n< {h.Key}: {h.Value}"))
        + $"\n< {answer.BodyLength} bytes";
}
