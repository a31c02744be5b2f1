namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>One step of a remedy.</summary>
/// <param name="By">Who can take it: recipient, provider, operator, both (recipient and provider), time, or record: what is on record of the recipient would have to be otherwise, and is not because somebody wishes so.</param>
/// <param name="Code">Stable code: agreement.conclude, agreement.sign, agreement.end, member.admit, terms.offer, asset.release, use.purpose, use.action, use.dateTime, use.industry, use.role, use.spatial, use.recipient.</param>
/// <param name="Values">What would do, each by itself, as the terms write it; empty where there is nothing to choose.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record RemedyStepView(string By, string Code, IReadOnlyList<string> Values, string Zh, string En);
