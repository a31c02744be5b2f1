namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether a rule is about the request at all, in one respect.</summary>
/// <param name="Kind">TargetReport, PartyReport, AssignerReport or ActionReport.</param>
/// <param name="Satisfied">Whether it is.</param>
/// <param name="Wanted">What the rule names.</param>
/// <param name="Actual">What the request names; empty where it does not say.</param>
public sealed record OdrlPremise(string Kind, bool Satisfied, string Wanted, string Actual);
