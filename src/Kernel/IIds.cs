namespace KeyEcosystem.Kernel;

/// <summary>The only source of new ids.</summary>
public interface IIds
{
    /// <summary>A new UUID, version 7, ordered by time.</summary>
    Guid Next();
}
