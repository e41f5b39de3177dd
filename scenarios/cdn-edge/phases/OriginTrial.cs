using Amazon.S3.Model;
using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>
/// A trial of step 5.8: a bucket that knows other sites (CORS) answers each Origin with its own name, and says so (Vary).
/// Neither may one site be given the answer for another, nor anybody two answers in one.
/// </summary>
internal static class OriginTrial
{
    private const string Allowed = "Access-Control-Allow-Origin";
    private const string First = "https://first.example";
    private const string Second = "https://second.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task CheckAsync(KeyTrial trial)
    {
        await KnowAsync(trial);
        await SeeAsync(trial);
    }

    private static async Task SeeAsync(KeyTrial trial)
    {
        var unnamed = await trial.NewAsync();
        await trial.GetAsync(unnamed.Path);
        var after = await GetAsync(trial, unnamed, First);
        var named = await trial.NewAsync();
        var (first, second) = (
            await GetAsync(trial, named, First),
            await GetAsync(trial, named, Second)
        );
        var asked = (await trial.AskedAsync(named)).Count;
        if (!trial.IsCured)
        {
            trial.Expect(
                $"asked without Origin, then with {First}: {Allowed}",
                after.Allowed,
                Is.Empty,
                "by reading: Origin is passed on and is not in the key, and S3 says Vary: Origin only to whom sends one"
            );
            trial.Find(
                $"as designed, once a playlist has been asked for without Origin, a page of {First} is refused it ({after.State}), though the bucket allows that site",
                "an app that sends no Origin, or a probe, decides that no browser on another site can play for as long as the playlist is kept",
                "send no Origin to the storage, and say Access-Control-Allow-Origin at the edge",
                Effect.Error
            );
            return;
        }
        foreach (
            var (what, seen) in new[]
            {
                ($"asked without Origin, then with {First}", after),
                (First, first),
                (Second, second),
            }
        )
            trial.Expect(
                $"{what}: {Allowed}",
                seen.Allowed,
                Is.EqualTo(["*"]),
                "a browser refuses an answer that has two"
            );
        trial.Expect(
            $"{First}, then {Second}: requests at S3",
            asked,
            Is.EqualTo(1),
            "what a viewer sends as Origin must not be a way past the cache"
        );
    }

    private static async Task<(string State, IEnumerable<string> Allowed)> GetAsync(
        KeyTrial trial,
        StoredObject one,
        string origin
    )
    {
        var seen = await trial.GetAsync(one.Path, ("Origin", origin));
        return (seen.State, seen.Answer?.All(Allowed) ?? []);
    }

    // It stays as long as the bucket: nobody else names these sites, and another trial may be looking at them.
    private static async Task KnowAsync(KeyTrial trial)
    {
        using var client = trial.Platform.Stores.Bucket(trial.Design).Client(Patience);
        await client.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest
            {
                BucketName = trial.Bucket,
                Configuration = new()
                {
                    Rules = [new() { AllowedMethods = ["GET"], AllowedOrigins = [First, Second] }],
                },
            },
            trial.Step.Ct
        );
    }
}
