namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>How an uncertain value is spread.</summary>
public enum DistributionKind
{
    /// <summary>Evenly between two bounds.</summary>
    Uniform,

    /// <summary>Normally, by mean and standard deviation.</summary>
    Normal,

    /// <summary>By least, most likely and most.</summary>
    Triangular,

    /// <summary>Log-normally, by the value's own mean and standard deviation.</summary>
    LogNormal,
}
