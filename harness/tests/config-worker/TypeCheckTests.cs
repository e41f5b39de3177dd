using Verify.Engine.Programs;
using Verify.Fixtures.Packages;
using Verify.Fixtures.Workerd;
using Verify.Tests.Ground;

namespace Verify.Tests.ConfigWorker;

/// <summary>The workers are plain JavaScript whose types are in comments: TypeScript checks them.</summary>
[Parallelizable]
internal sealed class TypeCheckTests
{
    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task TypeScript_finds_nothing(CancellationToken ct)
    {
        var packages = await NpmPackages.EnsureAsync(
            WorkerdService.Folder,
            install: true,
            TextWriter.Null,
            ct
        );
        var said = await Command.RunAsync(
            [
                packages.Node,
                Path.Combine(packages.Modules, "typescript", "bin", "tsc"),
                "--project",
                WorkerdService.Folder,
            ],
            ct
        );
        Assert.That(said.ExitCode, Is.Zero, said.Stdout + said.Stderr);
    }

    [Test]
    public void The_lock_file_names_no_registry() =>
        Assert.That(
            File.ReadAllText(Path.Combine(WorkerdService.Folder, "package-lock.json")),
            Does.Not.Contain("\"resolved\"")
        );
}
