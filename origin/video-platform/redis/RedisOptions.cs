using StackExchange.Redis;
using Verify.VideoPlatform.Settings;

namespace Verify.VideoPlatform.Redis;

/// <summary>The client's options: everything that the environment does not decide is the library's default.</summary>
internal static class RedisOptions
{
    public static ConfigurationOptions Of(RedisSettings settings)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { settings.Host, settings.Port } },
            DefaultDatabase = settings.Database,
            ClientName = "video-platform",
        };
        if (settings.Password.Length > 0)
            options.Password = settings.Password;
        return options;
    }
}
