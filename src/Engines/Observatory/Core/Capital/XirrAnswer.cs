namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>The rate of return of dated flows, or why there is none.</summary>
/// <param name="Rate">A year's rate, 0.1 for 10 %; null where there is none. Of several the one nearest to 10 %, where spreadsheets begin to search.</param>
/// <param name="Rates">All rates that bring the flows to zero, ascending.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="SearchedOnGrid">Signs change so often that rates were searched on a grid: two that lie close together may have been missed.</param>
public sealed record XirrAnswer(double? Rate, IReadOnlyList<double> Rates, XirrProblem Problem, bool SearchedOnGrid = false)
{
    internal static XirrAnswer None(XirrProblem problem) => new(null, [], problem);
}
