using Verify.Engine.Namespaces;
using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>A folder that servers log to, in a view of the files of its own.</summary>
public sealed class PrivateFolderTests
{
    [Test]
    public async Task What_is_logged_to_a_folder_of_the_host_s_stays_away_from_its_files()
    {
        using var host = new TempFolder();
        File.WriteAllText(host.File("access.log"), "the host's");
        File.WriteAllText(host.File("beside"), "seen");
        using var compartment = Compartment.Isolated();
        var seen = await compartment.Within(() =>
        {
            PrivateFolder.Own(host.Path, ["access.log", "access.log.1"]);
            var before = File.Exists(host.File("access.log"));
            File.WriteAllText(host.File("access.log"), "the lab's");
            File.WriteAllText(host.File("segments.log"), "the lab's");
            File.Move(host.File("access.log"), host.File("access.log.1"));
            return (before, File.ReadAllText(host.File("beside")));
        });
        Assert.That(seen, Is.EqualTo((false, "seen")));
        Assert.That(File.ReadAllText(host.File("access.log")), Is.EqualTo("the host's"));
        Assert.That(
            Directory.GetFiles(host.Path).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "access.log", "beside" })
        );
    }
}
