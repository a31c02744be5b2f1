namespace KeyEcosystem.Contracts.Compute;

/// <summary>A file that travels to or from a run.</summary>
/// <param name="Folder">in, code, checkpoint or out.</param>
/// <param name="Name">Its name in the folder; of code, the name of the archive.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
public sealed record RunFile(string Folder, string Name, long Bytes, string Sha256);
