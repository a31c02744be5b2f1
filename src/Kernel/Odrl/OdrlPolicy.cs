namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A policy of ODRL 2.2, read once and never changed: values have their types, names their one spelling.</summary>
/// <param name="Id">Its IRI; empty where it has none.</param>
/// <param name="Type">Set, Offer, Agreement ...</param>
/// <param name="Conflict">What wins.</param>
/// <param name="Rules">All rules in the order of the policy.</param>
public sealed record OdrlPolicy(string Id, string Type, OdrlStrategy Conflict, IReadOnlyList<OdrlRule> Rules);
