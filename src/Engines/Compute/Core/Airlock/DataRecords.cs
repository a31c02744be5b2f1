namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>How many records the data of a sealed job has: no table made of it stands for more.</summary>
/// <param name="Count">Rows of tables, and lines of what is no table.</param>
/// <param name="AreLines">Whether there is data that is no table, of which lines are counted.</param>
public readonly record struct DataRecords(long Count, bool AreLines);
