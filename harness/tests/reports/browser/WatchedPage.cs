using Microsoft.Playwright;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports.Browser;

/// <summary>A page of a report in a real browser, with all that it asks for and complains of.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> elsewhere = [];
    private readonly List<string> complaints = [];

    private WatchedPage(IBrowserContext context, IPage page) =>
        (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What was asked for off the page's own host.</summary>
    public IReadOnlyList<string> Elsewhere => elsewhere;

    /// <summary>What stands on the console, errors that nobody caught, and what was not found.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<WatchedPage> OpenAsync(IBrowser browser, Uri address, int width)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        context.SetDefaultTimeout(Hang.Milliseconds);
        var watched = new WatchedPage(context, await context.NewPageAsync());
        // The context's events are those of frames and workers too.
        context.Request += (_, asked) => watched.Hear(asked, address);
        context.Console += (_, said) => watched.complaints.Add($"{said.Type}: {said.Text}");
        context.WebError += (_, error) => watched.complaints.Add(error.Error);
        context.Response += (_, answer) =>
        {
            if (!answer.Ok)
                watched.complaints.Add($"{answer.Status} {answer.Url}");
        };
        await watched.Page.GotoAsync(address.AbsoluteUri);
        return watched;
    }

    public ILocator Part(string name) => Page.GetByTestId(name);

    /// <summary>How far the page reaches beyond the window, to the right.</summary>
    public Task<int> OverhangAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Hear(IRequest asked, Uri home)
    {
        var address = new Uri(asked.Url);
        var isOwn =
            address.Scheme is "data" or "blob" or "about"
            || (address.Scheme == home.Scheme && address.Authority == home.Authority);
        if (!isOwn)
            elsewhere.Add(asked.Url);
    }
}
