namespace KeyEcosystem.Compute.Backends;

/// <summary>Changes of state since a cursor.</summary>
/// <param name="Jobs">Each job as it was right after the change, in the order of time.</param>
/// <param name="Cursor">Where to go on. Opaque text of about 30 characters for each job the scheduler still lists.</param>
public sealed record BackendChanges(IReadOnlyList<BackendJob> Jobs, string Cursor);
