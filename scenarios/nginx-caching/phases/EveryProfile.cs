using NUnit.Framework;
using Verify.Origin.Nginx;
using Verify.Scenarios.Hls;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>Step 5.1: the nginx that will run them accepts all configurations there are.</summary>
internal sealed class EveryProfile(OriginSetup setup, RunRequest request)
{
    public const string Command =
        "nginx -t -c nginx.conf  # every profile, both variants, before and after the change";

    public async Task AcceptedAsync(Step step)
    {
        var asked = 0;
        var all = ProfileChoice.Known(setup.Given).Origin;
        foreach (var name in all.Names)
        {
            var profile = OriginSetup.Placed(all.Get(name), request);
            // To test a configuration is to open its logs.
            setup.Logs.MakeFor(profile.Logging);
            foreach (var variant in Enum.GetValues<NginxVariant>())
            {
                var before = OriginConfig.Render(variant, profile, mimeTypes: "mime.types");
                var after = CachingChange.Apply(before, CachingChange.For(variant, profile));
                foreach (var (when, text) in new[] { ("before", before), ("after", after) })
                {
                    var answer = await setup.Servers.TestAsync(text, step.Ct);
                    step.Expect(
                        $"{name}, {variant.Word()}, {when}",
                        answer.Verdict,
                        Is.EqualTo("accepted")
                    );
                    asked++;
                }
            }
            step.Progress(name, (double)asked / (all.Names.Count * 4));
        }
        step.Saw($"{asked} configurations checked");
    }
}
