namespace Verify.VideoPlatform.Settings;

/// <summary>A value of the environment is not allowed: the message names each, and what is.</summary>
internal sealed class WrongSetting(string message) : Exception(message);
