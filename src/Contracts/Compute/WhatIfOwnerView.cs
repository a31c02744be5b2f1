namespace KeyEcosystem.Contracts.Compute;

/// <summary>What a policy means for one owner.</summary>
/// <param name="Name">The owner.</param>
/// <param name="Devices">Its devices.</param>
/// <param name="Jobs">Its jobs.</param>
/// <param name="IdleAlonePct">How idle its devices would be alone, first come, first served, in percent.</param>
/// <param name="QueueingHours">Mean of finish - submit - run time.</param>
/// <param name="QueueingAloneHours">The same alone, first come, first served.</param>
/// <param name="WorseOff">Whether it would queue longer than alone.</param>
public sealed record WhatIfOwnerView(string Name, int Devices, int Jobs, double IdleAlonePct, double QueueingHours, double QueueingAloneHours, bool WorseOff)
{
    /// <summary>Of its jobs that run here, those that never run alone: queueing counts them, and queueing alone can't.</summary>
    public int NeverAlone { get; init; }
}
