namespace KeyEcosystem.Kernel.Contracts;

/// <summary>A new asset made out of others.</summary>
/// <param name="Asset">Its id, given by the maker.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Title">Its name.</param>
/// <param name="File">Path of the finished file; copied into the store.</param>
/// <param name="MediaType">For example text/csv.</param>
/// <param name="Sources">The assets it was made from; it inherits the strictest of their terms.</param>
/// <param name="Job">The job that made it.</param>
public sealed record DerivedAsset(AssetId Asset, MemberId Owner, string Title, string File, string MediaType, IReadOnlyList<AssetId> Sources, JobId Job);
