namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What became of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Request">The request's IRI; null where it has none.</param>
/// <param name="Active">Whether the rule applies to the request in this world.</param>
/// <param name="Unjudged">Whether it would apply if what can't be judged were so.</param>
/// <param name="Premises">Whether it is about the request; only what the rule names.</param>
/// <param name="Constraints">Its constraints and those within them.</param>
/// <param name="Conditions">Records of its duties that were looked at, by IRI.</param>
/// <param name="Deontic">Of a duty: what the last record says; NonSet where there is none.</param>
/// <param name="Performance">Of a duty: Performed, Unperformed or Unknown.</param>
/// <param name="Duties">Its duties, remedies or consequences.</param>
public sealed record OdrlRuleReport(
    OdrlRule Rule,
    string? Request,
    bool Active,
    bool Unjudged,
    IReadOnlyList<OdrlPremise> Premises,
    IReadOnlyList<OdrlConstraintReport> Constraints,
    IReadOnlyList<string> Conditions,
    string? Deontic,
    string? Performance,
    IReadOnlyList<OdrlRuleReport> Duties)
{
    /// <summary>PermissionReport, ProhibitionReport or DutyReport.</summary>
    public string Type => Rule.Kind switch { OdrlRuleKind.Permission => "PermissionReport", OdrlRuleKind.Prohibition => "ProhibitionReport", _ => "DutyReport" };
}
