namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A page of another connector's catalogue.</summary>
/// <param name="Participant">How the other calls itself.</param>
/// <param name="Datasets">Data sets of the page.</param>
/// <param name="Next">Cursor of the next page; null when there is none.</param>
public sealed record RemoteCatalogueView(string Participant, IReadOnlyList<RemoteDatasetView> Datasets, string? Next);
