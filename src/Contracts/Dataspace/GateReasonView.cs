namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>One reason of the Gate.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Clause">Which clause.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record GateReasonView(string Code, string Clause, string Zh, string En);
