namespace Verify.VideoPlatform.Redis;

/// <summary>What is said of Redis: that it went and came back, not each command it cost.</summary>
internal sealed partial class RedisLog(ILogger<RedisLog> log)
{
    [LoggerMessage(LogLevel.Warning, "Redis is down: {Why}")]
    public partial void Lost(string why);

    [LoggerMessage(LogLevel.Debug, "Redis is still down: {Why}")]
    public partial void StillLost(string why);

    [LoggerMessage(LogLevel.Information, "Redis is up again")]
    public partial void Found();
}
