using NUnit.Framework;

namespace Verify.Scenarios.Serving;

/// <summary>Step 4.1: nginx accepts what servers are to be started on.</summary>
internal sealed class AcceptedByNginx(IReadOnlyList<ServedByRun> served)
{
    public const string Command = "nginx -t -c nginx.conf";

    public async Task CheckAsync(Step step)
    {
        foreach (var one in served)
        {
            var answer = await one.Serve("test", changed: true, 0).TestAsync(step.Ct);
            step.Keep($"{one.Name}-after.conf", one.Now.Text);
            step.Expect($"{one.Name}: nginx -t", answer.Verdict, Is.EqualTo("accepted"));
            step.Saw($"{one.Name}: {answer.Words}");
        }
    }
}
