using KeyEcosystem.Observatory.Core;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>The facts of a file.</summary>
/// <param name="Facts">In order.</param>
/// <param name="Other">Lines about what no indicator reads.</param>
/// <param name="Unreadable">Lines whose body is not what their topic promises.</param>
public sealed record ReportRecords(IReadOnlyList<EcosystemFact> Facts, int Other, int Unreadable);
