namespace Verify.Engine.Linux;

/// <summary>Whom a file or folder belongs to, by numbers that can be used here.</summary>
internal static class Owner
{
    public static (int User, int Group) Of(string path)
    {
        var found =
            FileFacts.Of(path, followed: true)
            ?? throw new CannotRun($"{path} is not there (any more).");
        return (UserMap.MappedId(found.User), UserMap.MappedId(found.Group));
    }
}
