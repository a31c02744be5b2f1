using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Gate;

/// <summary>An agreement with what was used under it so far.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Policy">Its terms.</param>
/// <param name="CountBefore">Uses; of several calls at once all but the last.</param>
/// <param name="BytesBefore">Bytes read.</param>
/// <param name="RowsBefore">Rows of tables read.</param>
public readonly record struct AgreementUses(AgreementStanding Agreement, OdrlPolicy Policy, long CountBefore = 0, long BytesBefore = 0, long RowsBefore = 0);
