namespace Verify.Engine;

/// <summary>Folders that a run needs and the host may not have: in a lab they are the lab's own, and no change of a phase.</summary>
public static class LabFolder
{
    /// <summary>Makes a folder, and in a lab keeps it there: whatever of its path exists is shadowed first.</summary>
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

    /// <summary>Makes a folder in which a program of the lab writes these files: the host's, where it has them, are not there.</summary>
    public static void Make(string folder, IReadOnlyCollection<string> files)
    {
        var wasThere = Directory.Exists(folder);
        Make(folder);
        if (!Lab.IsInside || !wasThere)
            return;
        // The rest of it is shown as it is: a run may need what lies beside them, or below.
        Coverage.Arrange(() => PrivateFolder.Own(folder, files));
    }
}
