using Verify.Tests.Platforms;

namespace Verify.Tests;

/// <summary>What tests share of a video platform ends after the last of them, however that ended.</summary>
[SetUpFixture]
public sealed class PlatformEnd
{
    [OneTimeTearDown]
    public static Task EndAsync() => SharedPlatform.EndAsync();
}
