using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>Lines that a plan of the included change has, and that change nothing where it is made.</summary>
internal static class WithoutNeed
{
    public static void MultiAccept(Step step, NginxConf standalone)
    {
        var found = standalone
            .Root.Children.SelectMany(context => context.Named("multi_accept"))
            .FirstOrDefault();
        if (found is not null)
            step.Find(
                $"standalone: multi_accept is already {found.ArgsText} ({found.Place})",
                "setting it changes nothing for any viewer",
                "list it as a change for the module only",
                kind: FindingKind.Note,
                effect: Effect.Cosmetic
            );
    }

    // ngx_output_chain copies into output_buffers only what sendfile does not send straight from the page cache.
    public static void OutputBuffers(Step step, ChangedConfiguration one)
    {
        var everywhere = Effective.Everywhere(one.Now.Conf);
        foreach (
            var buffers in one.Diff()
                .Where(change => change.Directive == "output_buffers" && change.New is not null)
        )
            if (
                everywhere
                    .FirstOrDefault(place => place.Context.Path == buffers.Context)
                    ?.Of("sendfile")
                    .Text == "on"
            )
                step.Saw(
                    $"{one.Name}: {buffers.Context} output_buffers {buffers.New} is set while sendfile is on: step 5.9 counts whether it has an effect"
                );
    }
}
