namespace KeyEcosystem.Fixtures;

/// <summary>A folder of its own for a test, with its database if it has one; gone afterwards.</summary>
/// <param name="prefix">Begins its name.</param>
public sealed class TestFolder(string prefix) : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <inheritdoc/>
    public void Dispose() => TestStores.Delete(Path);
}
