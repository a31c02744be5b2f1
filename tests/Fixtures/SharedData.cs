namespace KeyEcosystem.Fixtures;

/// <summary>Real data that lies beside the repository and never in it.</summary>
public static class SharedData
{
    /// <summary>Path of a file in <c>../shared/data</c>; null where that is absent.</summary>
    /// <param name="name">Path in the folder, with slashes.</param>
    public static string? File(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "KeyEcosystem.slnx")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "data", name);
                return System.IO.File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
