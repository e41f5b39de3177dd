using Verify.Origin.Nginx;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class CachingChangeTests
{
    private static readonly OriginProfile Profile = Profiles.Shipped.Origin.Get("default");

    [Test]
    public void The_edits_have_the_steps_of_the_log()
    {
        Assert.That(
            CachingChange.For(NginxVariant.Module, Profile).Select(edit => edit.Id),
            Is.EqualTo(new[] { "3.1", "3.2", "3.3", "3.4" })
        );
        Assert.That(
            CachingChange.For(NginxVariant.Standalone, Profile).Select(edit => edit.Id),
            Is.EqualTo(new[] { "3B.1", "3B.2", "3B.3" })
        );
    }

    [TestCase(
        NginxVariant.Module,
        new[]
        {
            "multi_accept on;",
            "open_file_cache_valid 1s;",
            "output_buffers 1 4k;",
            "output_buffers 2 256k;",
            "open_file_cache max=51 inactive=30s;",
        }
    )]
    [TestCase(
        NginxVariant.Standalone,
        new[]
        {
            "open_file_cache max=51 inactive=30s;",
            "open_file_cache_valid 1s;",
            "output_buffers 1 4k;",
            "output_buffers 2 256k;",
        }
    )]
    public void Together_they_change_these_directives_and_no_other(
        NginxVariant variant,
        string[] added
    )
    {
        var before = Directives(Baseline(variant));
        var after = Directives(
            CachingChange.Apply(Baseline(variant), CachingChange.For(variant, Profile))
        );
        Assert.That(after.Except(before), Is.EqualTo(added));
        Assert.That(
            before.Except(after),
            Is.EqualTo(new[] { "open_file_cache max=10000 inactive=30s;" })
        );
        // One line changed its value, the others came on top.
        Assert.That(after, Has.Length.EqualTo(before.Length + added.Length - 1));
    }

    [Test]
    public void Every_edit_refuses_a_text_without_its_place([Values] NginxVariant variant)
    {
        foreach (var edit in CachingChange.For(variant, Profile))
        {
            Assert.That(
                () => edit.Apply("worker_processes 1;\n"),
                Throws.TypeOf<EditRefused>().With.Message.StartsWith($"edit {edit.Id}: ")
            );
        }
    }

    [Test]
    public void Every_edit_refuses_a_text_that_has_its_place_twice([Values] NginxVariant variant)
    {
        var twice = Baseline(variant) + Baseline(variant);
        foreach (var edit in CachingChange.For(variant, Profile))
        {
            Assert.That(
                () => edit.Apply(twice),
                Throws.TypeOf<EditRefused>().With.Message.Contains("more than once")
            );
        }
    }

    [Test]
    public void The_cache_size_cannot_be_changed_twice() =>
        Assert.That(
            () =>
            {
                var size = CachingChange.For(NginxVariant.Standalone, Profile)[0];
                return size.Apply(size.Apply(Baseline(NginxVariant.Standalone)));
            },
            Throws.TypeOf<EditRefused>()
        );

    [Test]
    public void The_control_differs_from_the_baseline_in_the_cache_alone(
        [Values] NginxVariant variant
    )
    {
        var before = Directives(Baseline(variant));
        var control = Directives(OriginConfigTests.ControlOf(Baseline(variant)));
        Assert.That(control.Except(before), Is.EqualTo(new[] { "open_file_cache off;" }));
        Assert.That(before.Except(control), Is.All.StartsWith("open_file_cache max="));
    }

    private static string Baseline(NginxVariant variant) => OriginConfig.Render(variant, Profile);

    private static string[] Directives(string text) => [.. OriginConfigTests.Directives(text)];
}
