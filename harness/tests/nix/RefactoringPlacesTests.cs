using Verify.Scenarios.ProfileRefactor;

namespace Verify.Tests.Nix;

/// <summary>Outside a lab an undo reaches no further than the places that the run names: without its folder none is undone.</summary>
[Parallelizable]
public sealed class RefactoringPlacesTests
{
    [Test]
    public async Task Its_folder_is_a_place_of_its_runs_and_of_its_drills()
    {
        var scenario = new ProfileRefactor();
        var request = RunRequest.ToLookAt(ProfileRefactor.Word);
        scenario.Configure(request);
        await using var world = await scenario.Drills.Single().ArrangeAsync("/nowhere", default);

        Assert.That(scenario.Places, Is.EqualTo(new[] { Refactoring.FolderOf(request) }));
        Assert.That(
            world.Request.Places,
            Is.EqualTo(new[] { Refactoring.FolderOf(world.Request) })
        );
    }
}
