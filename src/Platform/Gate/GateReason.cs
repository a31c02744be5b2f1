namespace KeyEcosystem.Platform.Gate;

/// <summary>One reason of a Gate answer.</summary>
/// <param name="Code">Stable code, e.g. <c>policy.purpose.refused</c>.</param>
/// <param name="Clause">Which clause, article or limit, e.g. <c>permission[0].constraint[1]</c>; empty when none.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record GateReason(string Code, string Clause, string Zh, string En);
