using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What may leave a job that computes on a data set without its sender seeing it.</summary>
/// <param name="BytesMax">Bytes of one output.</param>
/// <param name="RowsMax">Rows of one output.</param>
/// <param name="CellCountMin">Records that a cell stands for, at least; 1 asks for no count.</param>
/// <param name="DigitsMax">Digits of a number.</param>
/// <param name="BitsMax">Bits that one output can hold by its form.</param>
/// <param name="Forms">Permitted forms: csv, json.</param>
/// <param name="Approval">Whether an output that passes every check still waits for the owner.</param>
/// <param name="Hosts">Organisations beside the owner at whose pools it may be computed on.</param>
public sealed record AirlockRulesView(int BytesMax, int RowsMax, int CellCountMin, int DigitsMax, int BitsMax, IReadOnlyList<string> Forms, bool Approval, IReadOnlyList<MemberId> Hosts);
