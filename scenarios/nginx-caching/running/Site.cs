namespace Verify.Scenarios;

/// <summary>Where the stream lies, and under which URIs the configurations serve it.</summary>
/// <param name="Folder">The folder on disk, absolute.</param>
/// <param name="Prefix">What the URI of each file in it begins with.</param>
internal sealed record Site(string Folder, string Prefix = "/")
{
    public string File(string name) => Path.Combine(Folder, name);

    public string Uri(string name) => Prefix + name;
}
