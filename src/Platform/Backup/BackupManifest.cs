namespace KeyEcosystem.Platform.Backup;

/// <summary>What a backup holds.</summary>
/// <param name="Node">Node id.</param>
/// <param name="At">When the snapshot of the records was taken.</param>
/// <param name="Head">Signed head over the records of the snapshot.</param>
/// <param name="Files">Every file, in the order of the archive.</param>
public sealed record BackupManifest(string Node, DateTimeOffset At, string Head, IReadOnlyList<BackupFile> Files);
