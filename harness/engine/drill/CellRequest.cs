using System.Text.Json;
using Verify.Engine.Interruptions;
using Verify.Engine.Trust;

namespace Verify.Engine.Drill;

/// <summary>What the process in a cell's lab is told.</summary>
/// <param name="Cells">One after the other, as long as they pass; none for a rehearsal.</param>
/// <param name="Program">What is typed to start the program that is interrupted, without its arguments.</param>
public sealed record CellRequest(
    string Scenario,
    string Subject,
    IReadOnlyList<DrillCell> Cells,
    IReadOnlyList<string> Program
)
{
    private const string FileName = "cells.json";
    private const string RehearsalName = "rehearsal.json";

    internal void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, FileName),
            JsonSerializer.Serialize(this, DiskJson.Options)
        );
    }

    internal static CellRequest Load(string folder) => Read<CellRequest>(folder, FileName);

    internal static void Save(Rehearsal rehearsal, string folder) =>
        File.WriteAllText(
            Path.Combine(folder, RehearsalName),
            JsonSerializer.Serialize(rehearsal, DiskJson.Options)
        );

    internal static Rehearsal LoadRehearsal(string folder) =>
        Read<Rehearsal>(folder, RehearsalName);

    // What it says is run.
    private static T Read<T>(string folder, string name)
    {
        using var trusted = TrustedFolder.Open(folder);
        return JsonSerializer.Deserialize<T>(
            trusted.Read(name) ?? throw new CannotRun($"{folder} holds no {name}."),
            DiskJson.Options
        )!;
    }
}
