namespace KeyEcosystem.Members.Work;

/// <summary>What is wrong in a file.</summary>
/// <param name="Row">Line of data, the first below the head being 1; 0 for the head.</param>
/// <param name="Column">Name of the column; empty for the row as a whole.</param>
/// <param name="Words">What to do, in Chinese and English.</param>
internal sealed record CsvProblem(int Row, string Column, string Words);
