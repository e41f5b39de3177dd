using Verify.VideoPlatform.Database;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Programs;

/// <summary>Brings the database's schema up to date.</summary>
internal static class MigrateProgram
{
    public static async Task RunAsync(PlatformSettings settings)
    {
        await using var database = DataSource.Of(settings.Postgres);
        var applied = await new SchemaUpdate(database).ApplyAsync(default);
        foreach (var name in applied)
            Console.WriteLine($"applied {name}");
        if (applied.Count == 0)
            Console.WriteLine("nothing to apply");
    }
}
