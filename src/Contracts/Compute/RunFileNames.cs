namespace KeyEcosystem.Contracts.Compute;

/// <summary>Names of files that a run leaves: a path below the run's folder, with slashes.</summary>
public static class RunFileNames
{
    private const int CharsMax = 255;
    private const int DepthMax = 16;

    /// <summary>Whether a name stays below its folder and does no harm: at most 255 characters and 16 folders, no empty part, none that is <c>.</c> or <c>..</c>, no backslash, no control character.</summary>
    /// <param name="name">The name.</param>
    public static bool IsSound(string? name) =>
        name is { Length: > 0 and <= CharsMax } && !name.Any(c => c == '\\' || char.IsControl(c)) && name.Split('/') is { Length: <= DepthMax } parts && parts.All(p => p is not ("" or "." or ".."));

    /// <summary>Where a file of a sound name lies below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name is not sound.</exception>
    public static string Below(string folder, string name) => IsSound(name) ? Path.Combine([folder, .. name.Split('/')]) : throw new ArgumentException($"\"{name}\" is no name of a file of a run.", nameof(name));
}
