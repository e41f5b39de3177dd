using Verify.Engine.Labs;
using Verify.Engine.Namespaces;

namespace Verify.Engine.LeftChanged;

/// <summary>Makes folders that a run needs. In a lab they are private to the lab and do not count as changes of a phase.</summary>
public static class LabFolder
{
    /// <summary>Makes a folder; in a lab, the part of its path that exists is shadowed first, so that the host never sees it.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var there = folder;
        while (!Directory.Exists(there))
            there = Path.GetDirectoryName(there)!;
        if (Lab.IsInside)
            Coverage.Arrange(there == "/" ? PrivateRoot.Enter : () => PrivateFolder.Shadow(there));
        Directory.CreateDirectory(folder);
    }

    /// <summary>Makes a folder in which a program of the lab writes these files; files of the host by these names are hidden.</summary>
    public static void Make(string folder, IReadOnlyCollection<string> files)
    {
        var wasThere = Directory.Exists(folder);
        Make(folder);
        if (!Lab.IsInside || !wasThere)
            return;
        // Everything else in the folder stays visible: a run may need it.
        Coverage.Arrange(() => PrivateFolder.Own(folder, files));
    }
}
