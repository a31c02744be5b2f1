namespace KeyEcosystem.Platform.Store;

/// <summary>A row of state that is changed only against the version it was read at.</summary>
public interface IRow
{
    /// <summary>The key.</summary>
    Guid Id { get; }

    /// <summary>1 after insertion, plus one with every change; the version a command expects when it updates.</summary>
    long Version { get; }
}
