namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Claims, measurements and targets of one unit side by side.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="ClaimName">What claims are called.</param>
/// <param name="MeasuredName">What measurements are called.</param>
/// <param name="TargetName">What targets are called.</param>
/// <param name="BoundName">What open marks mean.</param>
/// <param name="Marks">The indicators.</param>
public sealed record DotChart(string Unit, string ClaimName, string MeasuredName, string TargetName, string BoundName, IReadOnlyList<DotMark> Marks) : ReportChart;
