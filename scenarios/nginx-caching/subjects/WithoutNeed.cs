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
                $"standalone: multi_accept {found.ArgsText} is there already ({found.Place})",
                "a plan that lists it among its changes lists one that changes nothing for any viewer",
                "list it for the module alone",
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
                    $"{one.Name}: {buffers.Context} output_buffers {buffers.New} stands beside sendfile on: whether it does anything is counted in 5.9"
                );
    }
}
