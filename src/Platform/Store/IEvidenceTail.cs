namespace KeyEcosystem.Platform.Store;

/// <summary>Knows the committed end of the log.</summary>
public interface IEvidenceTail
{
    /// <summary>Records committed, and the root over them.</summary>
    (long Size, byte[] Root) Tail();
}
