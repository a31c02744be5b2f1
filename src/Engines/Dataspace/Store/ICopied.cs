namespace KeyEcosystem.Dataspace.Store;

/// <summary>A row that can be copied, so that who changes it changes nobody else's.</summary>
/// <typeparam name="T">The row.</typeparam>
internal interface ICopied<out T>
{
    /// <summary>The same values.</summary>
    /// <param name="version">Its version.</param>
    T Copy(long version);
}
