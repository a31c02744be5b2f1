namespace KeyEcosystem.Contracts.Members;

/// <summary>What an import did, or would do.</summary>
/// <param name="Tried">Whether it was a trial run that changed nothing.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Added">Entries that are new.</param>
/// <param name="Changed">Entries with new values.</param>
/// <param name="Unchanged">Entries that were there as they are.</param>
public sealed record ImportView(bool Tried, int Rows, int Added, int Changed, int Unchanged);
