using System.Collections;
using System.Data.Common;
using Verify.VideoPlatform.Redis;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Programs;

/// <summary>Starts a program on the environment's settings, and says in one line why it cannot.</summary>
internal static class Started
{
    private const int Usage = 2;
    private const int Broken = 3;

    public static async Task<int> RunAsync(Func<PlatformSettings, Task> program, int port)
    {
        try
        {
            await program(PlatformSettings.Read(Values(), port));
            return 0;
        }
        catch (WrongSetting wrong)
        {
            return await SayAsync(wrong.Message, Usage);
        }
        // A port that is taken is an IOException.
        catch (Exception thrown)
            when (thrown is CannotStart or RedisUnavailable or DbException or IOException)
        {
            return await SayAsync(thrown.Message, Broken);
        }
    }

    public static Task<int> RefuseAsync(IReadOnlyList<string> arguments) =>
        SayAsync(
            $"'{string.Join(' ', arguments)}' is no program of video-platform; give one of migrate, api, worker",
            Usage
        );

    private static async Task<int> SayAsync(string what, int exitCode)
    {
        foreach (var line in what.Split('\n'))
            await Console.Error.WriteLineAsync($"video-platform: {line}");
        return exitCode;
    }

    private static Dictionary<string, string> Values() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "");
}

/// <summary>Something that a program stands on is not there.</summary>
internal sealed class CannotStart(string message) : Exception(message);
