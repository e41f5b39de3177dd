using System.Net;
using Verify.Engine.Trust;
using Verify.Reports.Pages;

namespace Verify.Reports.Serve;

/// <summary>Answers a request with a file of a folder, and with nothing that lies outside it.</summary>
internal sealed class StaticFiles(string folder)
{
    private readonly string root =
        Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    public async Task AnswerAsync(HttpListenerContext asked, CancellationToken ct)
    {
        using var answer = asked.Response;
        try
        {
            answer.Headers["X-Content-Type-Options"] = "nosniff";
            answer.Headers["Content-Security-Policy"] = OwnHost.Policy;
            // The same address shows the next report of the run.
            answer.Headers["Cache-Control"] = "no-store";
            if (asked.Request.HttpMethod is not ("GET" or "HEAD"))
            {
                answer.Headers["Allow"] = "GET, HEAD";
                answer.StatusCode = (int)HttpStatusCode.MethodNotAllowed;
                return;
            }
            if (
                Find(asked.Request.RawUrl ?? "/") is not { } file
                || RegularFile.TryOpen(file.FullName) is not { } opened
            )
            {
                answer.StatusCode = (int)HttpStatusCode.NotFound;
                return;
            }
            await using var content = opened;
            if (OwnHost.IsEvidence(file.FullName))
                answer.Headers["Content-Security-Policy"] = OwnHost.EvidencePolicy;
            answer.ContentType = MediaTypes.Of(file.Name);
            answer.ContentLength64 = content.Length;
            if (asked.Request.HttpMethod == "GET")
                await content.CopyToAsync(answer.OutputStream, ct);
        }
        catch (Exception gone)
            when (gone
                    is IOException
                        or HttpListenerException
                        or ObjectDisposedException
                        or OperationCanceledException
            )
        {
            // The reader went away, or the report was made anew meanwhile: there is nobody to tell.
        }
    }

    /// <summary>The file that an address names, or null.</summary>
    /// <param name="address">As it was asked for: a path, and what follows a question mark.</param>
    public FileInfo? Find(string address)
    {
        var path = Uri.UnescapeDataString(address.Split('?', '#')[0]);
        if (!path.StartsWith('/') || path.Contains('\0'))
            return null;
        var full = Path.GetFullPath(
            Path.Combine(root, path.EndsWith('/') ? $"{path[1..]}index.html" : path[1..])
        );
        // A report has no links: one that lies in it leads elsewhere.
        var file = new FileInfo(full);
        return
            full.StartsWith(root, StringComparison.Ordinal)
            && file.Exists
            && file.LinkTarget is null
            && !Parents(file).Any(parent => parent.LinkTarget is not null)
            ? file
            : null;
    }

    private IEnumerable<DirectoryInfo> Parents(FileInfo file)
    {
        for (var at = file.Directory; at is not null; at = at.Parent)
            if (at.FullName.Length >= root.Length)
                yield return at;
    }
}
