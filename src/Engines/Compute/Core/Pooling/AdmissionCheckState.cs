namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>What the admission checks of a workload (agreement, law, budget, place of its data) have said.</summary>
public enum AdmissionCheckState
{
    /// <summary>Not yet answered: the workload is not admitted.</summary>
    Pending,

    /// <summary>The workload may run.</summary>
    Ready,

    /// <summary>Asked again later: the workload gives back what it holds and waits.</summary>
    Retry,

    /// <summary>The workload may not run: it leaves the queue.</summary>
    Rejected,
}
