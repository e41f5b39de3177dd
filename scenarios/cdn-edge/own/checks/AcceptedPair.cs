using NUnit.Framework;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tls;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 3.1: nginx accepts both configurations.</summary>
internal sealed class AcceptedPair(EdgePair pair)
{
    public static string Command(EdgePair pair) =>
        $"nginx -t -c {pair.Baseline.Configuration.File}; nginx -t -c {pair.Candidate.Configuration.File}";

    public async Task CheckAsync(Step step)
    {
        foreach (var edge in pair.Both)
        {
            using var compartment = Compartment.Isolated();
            using var authority = StandInAuthority.For(["storage.invalid"]);
            await compartment.ArrangeAsync(view =>
            {
                foreach (var trusted in edge.TrustedFiles)
                    view.Place(trusted, authority.Trusted);
            });
            var answer = await NginxTest.AskAsync(edge.Configuration, compartment, step.Ct);
            step.Expect($"{edge.Role}: nginx -t", answer.Verdict, Is.EqualTo("accepted"));
            step.Saw($"{edge.Role}: {answer.Words}");
        }
    }
}
