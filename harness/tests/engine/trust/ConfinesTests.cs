using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Verify.Engine.Journals;
using Verify.Engine.Tree;
using Verify.Engine.Trust;
using Verify.Engine.Undo;
using Verify.Fixtures.Nginx.Live;
using Verify.Tests.Ground;

namespace Verify.Tests.Engine.Trust;

/// <summary>What a journal can have done, whoever wrote it.</summary>
public sealed class ConfinesTests
{
    private static readonly FileState Was = new(0b110_100_100, 0, 0, 0, "sum");

    private TempFolder place = null!;

    private string Run => place.File("run");
    private string Tree => place.File("tree");
    private string Hls => place.File("hls");
    private string Elsewhere => place.File("elsewhere");

    [SetUp]
    public void MakePlace()
    {
        place = new TempFolder();
        foreach (var folder in new[] { Run, Tree, Hls, Elsewhere })
            Directory.CreateDirectory(folder);
        Directory.CreateSymbolicLink(Path.Combine(Tree, "out"), Elsewhere);
    }

    [TearDown]
    public void RemovePlace() => place.Dispose();

    private Confines Confines => new(Run, Tree, [Hls], ["svc reload", "10s"]);

    private IEnumerable<RecoveryAct> Allowed =>
        [
            // Without a lab: the included configuration stands in the run's own folder.
            Back($"{Run}/{RunFolder.WorkName}/configuration/module/nginx.conf"),
            Back($"{Tree}/nginx.conf"),
            new TreeAsItWas($"{Tree}/{Journal.CopyName}", Times(Tree, $"{Tree}/conf.d")),
            new RemoveFile($"{Tree}/new.conf"),
            new RemoveFile($"{Hls}/probe.m3u8"),
            new RemoveFiles([$"{Hls}/one.m3u8", $"{Hls}/two.m3u8"]),
            new RemoveFolder($"{Tree}/new"),
            new RemoveFolder(Hls, WithContent: true),
            new RemoveFolder($"{Run}/{RunFolder.WorkName}", WithContent: true),
            new Unmount(Hls),
            new Unmount($"{Run}/{RunFolder.WorkName}/plain"),
            new EndProcesses($"{Run}/{RunFolder.WorkName}", ["nginx"]),
            new ReloadedServer(Tree, ["svc", "reload"]),
        ];

    private IEnumerable<RecoveryAct> Refused =>
        [
            Back($"{Elsewhere}/authorized_keys"),
            Back($"{Tree}/../elsewhere/authorized_keys"),
            Back($"{Tree}/out/authorized_keys"),
            Back(Tree),
            Back($"{Tree}/a") with
            {
                Stash = $"{Elsewhere}/secret",
            },
            Back($"{Tree}/a") with
            {
                Stash = $"{Tree}/other",
            },
            Back($"{Tree}/a") with
            {
                Next = $"{Elsewhere}/.a.verify-next",
            },
            new TreeAsItWas($"{Elsewhere}/{Journal.CopyName}", Times()),
            new TreeAsItWas($"{Tree}/{Journal.CopyName}", Times(Elsewhere)),
            new RemoveFile($"{Elsewhere}/file"),
            new RemoveFile("file"),
            new RemoveFiles([$"{Hls}/one.m3u8", $"{Elsewhere}/file"]),
            new RemoveFolder(Elsewhere, WithContent: true),
            new RemoveFolder(Tree, WithContent: true),
            new RemoveFolder($"{Tree}/out/folder", WithContent: true),
            new RemoveFolder(Run, WithContent: true),
            new RemoveFolder("/", WithContent: true),
            new Unmount(Elsewhere),
            new Unmount("/"),
            new EndProcesses("/", ["sshd"]),
            new EndProcesses(Hls, ["nginx"]),
            new ReloadedServer(Elsewhere, []),
        ];

    [Test]
    public void What_lies_within_is_done_and_what_lies_outside_is_refused_and_named()
    {
        Assert.Multiple(() =>
        {
            foreach (var act in Allowed)
                Assert.That(() => act.Within(Confines), Throws.Nothing, $"{act}");
            foreach (var act in Refused)
                Assert.That(
                    () => act.Within(Confines),
                    Throws.TypeOf<CannotRun>().With.Message.Contains("outside"),
                    $"{act}"
                );
        });
    }

    [Test]
    public void A_copy_is_looked_for_in_the_runs_own_folder_and_nowhere_else()
    {
        var act = (PutBack)(Back($"{Tree}/a") with { Copy = "/etc/shadow" }).Within(Confines);
        Assert.That(act.Copy, Is.EqualTo($"{Run}/copies/shadow"));
    }

    [Test]
    public void A_command_is_run_only_if_the_user_gave_it_to_the_run()
    {
        var planted = (ReloadedServer)
            new ReloadedServer(Tree, ["touch", "/anywhere"]).Within(Confines);
        Assert.That(planted.Command, Is.Empty, "nginx's own reload does it");
    }

    // Also a kind of another assembly, and one that is no undo at all.
    [TestCase("Verify.Engine.EndOfEverything, Verify.Engine")]
    [TestCase("Verify.Tests.PlantedUndo, Verify.Tests")]
    [TestCase("System.IO.FileInfo, System.Private.CoreLib")]
    [TestCase("put-back-all")]
    public void Only_registered_words_are_kinds_of_undos(string word)
    {
        var read = JsonSerializer.Serialize<RecoveryAct>(new RemoveFile("/a"));
        Assert.That(read, Does.Contain("\"remove-file\""));
        Assert.That(
            () => JsonSerializer.Deserialize<RecoveryAct>(read.Replace("remove-file", word)),
            Throws.TypeOf<JsonException>().With.Message.Contains("no undo that this program knows")
        );
    }

    [Test]
    public void Journals_of_versions_that_named_classes_are_still_read()
    {
        foreach (var (act, i) in Allowed.Select((act, i) => (act, i)))
        {
            var now = JsonSerializer.Serialize(
                new JournalLine(i + 1, i + 1, JournalState.Intended, DateTimeOffset.UnixEpoch, act),
                Options
            );
            var type = act.GetType();
            // All classes of a project were in one namespace then.
            var project = type.Assembly.GetName().Name;
            var before = now.Replace(
                $"\"{RecoveryKinds.WordOf(type)}\"",
                $"\"{project}.{type.Name}, {project}\""
            );
            Assert.That(before, Is.Not.EqualTo(now));
            var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before)))[
                ..32
            ];
            var line = JournalLine.Parse(
                $"{{\"sum\":\"{sum}\",\"line\":{before}}}",
                out var damage
            );
            Assert.That(damage, Is.Null);
            Assert.That($"{line!.Undo}", Is.EqualTo($"{act}"));
        }
    }

    private static readonly JsonSerializerOptions Options = new(DiskJson.Options)
    {
        Converters =
        {
            new System.Text.Json.Serialization.JsonStringEnumConverter<JournalState>(
                JsonNamingPolicy.CamelCase
            ),
        },
    };

    private PutBack Back(string path) =>
        new(
            path,
            Was,
            "other",
            $"{Run}/{RunFolder.WorkName}/before/{Path.GetFileName(path)}",
            $"{Path.GetDirectoryName(path)}/.{Path.GetFileName(path)}.verify-before",
            $"{Path.GetDirectoryName(path)}/.{Path.GetFileName(path)}.verify-next"
        );

    private static Dictionary<string, long> Times(params string[] folders) =>
        folders.ToDictionary(folder => folder, _ => 0L);
}
