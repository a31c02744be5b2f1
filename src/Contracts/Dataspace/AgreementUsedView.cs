namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What was used so far under an agreement whose terms limit it.</summary>
/// <param name="Uses">Uses.</param>
/// <param name="Bytes">Bytes read; running readings count with all that they may read.</param>
/// <param name="Rows">Rows of tables read, as with bytes.</param>
public sealed record AgreementUsedView(long Uses, long Bytes, long Rows);
