using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>How an uncertain value is spread.</summary>
/// <param name="Kind">Which distribution.</param>
/// <param name="First">Least value, or mean.</param>
/// <param name="Second">Largest value of a uniform one, most likely of a triangular one, else standard deviation.</param>
/// <param name="Third">Largest value of a triangular one.</param>
public sealed record Distribution(DistributionKind Kind, double First, double Second, double Third = 0)
{
    /// <summary>What is wrong with its parameters, in English; null where nothing is.</summary>
    public string? Fault => !double.IsFinite(First) || !double.IsFinite(Second) || !double.IsFinite(Third) ? "its parameters must be numbers" : Kind switch
    {
        DistributionKind.Uniform => First <= Second ? null : "the least value must not be above the largest",
        DistributionKind.Triangular => First <= Second && Second <= Third ? null : "least, most likely and largest must rise",
        DistributionKind.LogNormal => First > 0 && Second >= 0 ? null : "the mean must be above 0 and the standard deviation not below",
        _ => Second >= 0 ? null : "the standard deviation must not be below 0",
    };

    /// <summary>The value that a share of all values lies below.</summary>
    /// <param name="share">Above 0, below 1.</param>
    public double Quantile(double share) => Kind switch
    {
        DistributionKind.Uniform => First + ((Second - First) * share),
        DistributionKind.Triangular => Quantiles.Triangular(share, First, Second, Third),
        DistributionKind.LogNormal => Quantiles.LogNormal(share, First, Second),
        _ => First + (Second * Quantiles.Normal(share)),
    };
}
