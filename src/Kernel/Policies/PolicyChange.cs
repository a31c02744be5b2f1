namespace KeyEcosystem.Kernel.Policies;

/// <summary>In what other terms differ, as one sentence.</summary>
/// <param name="Kind">gone, new, or changed where one rule asks for something else than it did.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record PolicyChange(string Kind, string Zh, string En);
