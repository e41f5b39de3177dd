using System.Text;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>A variant of the included origin's nginx.conf, changed edit by edit.</summary>
internal sealed class IncludedConfiguration(
    OriginProfile profile,
    NginxVariant variant,
    ServerFolders servers,
    string folder
) : ServedByRun(variant.Word())
{
    private readonly string baseline = OriginConfig.Render(
        variant,
        profile,
        mimeTypes: "mime.types"
    );

    public override string Path { get; } =
        System.IO.Path.Combine(folder, "configuration", variant.Word(), "nginx.conf");

    public override ConfigurationText Before => Of(baseline, "before");

    public override ConfigurationText Now => Of(File.ReadAllText(Path), "after");

    public override bool IsThere => File.Exists(Path);

    protected override IReadOnlyList<(string Id, Change Change)> Changes =>
        [.. CachingChange.For(variant, profile).Select(edit => (edit.Id, Edit(edit)))];

    public override IReadOnlyList<ExpectedChange> Expected =>
        new Expectations(profile).Changes(variant);

    public override void WriteBaseline()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, baseline);
    }

    public override ServedConfiguration Serve(string server, bool changed, int index) =>
        servers.Place(server, (changed ? Now : Before).Text, index);

    private ConfigurationText Of(string text, string when)
    {
        var sha256 = Epoch.Of(text);
        return new(NginxConf.Parse(text, $"{when}/{Name}/nginx.conf"), text, sha256, sha256);
    }

    private Change Edit(ConfigEdit edit) =>
        new(
            $"{Name}: {edit.Title}",
            $"edit {Path}: {edit.Title}  # {edit.Reason}",
            $"restore {Path} as it was before {edit.Id}",
            async step =>
            {
                var original = Now.Text;
                await TreeChange.ReplaceAsync(
                    step,
                    Path,
                    Encoding.UTF8.GetBytes(edit.Apply(original)),
                    System.IO.Path.Combine(folder, "copies")
                );
                step.Saw($"sha256 {Epoch.Of(original)[..12]} became {Now.Sha256[..12]}");
            }
        )
        {
            Fingerprint = () => $"sha256 {Now.Sha256}",
        };
}
