namespace KeyEcosystem.Platform.Backup;

/// <summary>One file of a backup.</summary>
/// <param name="Path">Below the data folder, with forward slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash, lower-case hexadecimal.</param>
public sealed record BackupFile(string Path, long Length, string Sha256);
