namespace KeyEcosystem.Contracts.Compute;

/// <summary>A comparison of ways of sharing, under way or done.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">queued, running, done, stopped or failed.</param>
/// <param name="Source">sample, records or files.</param>
/// <param name="Jobs">Jobs that are replayed.</param>
/// <param name="Owners">Whose they are.</param>
/// <param name="Devices">Devices of all owners.</param>
/// <param name="Hours">From the first moment to the last submission.</param>
/// <param name="OtherJobs">Jobs of owners without devices, which are left out.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="Policies">What is compared, in the order asked for.</param>
public sealed record WhatIfView(string Id, string State, string Source, int Jobs, int Owners, int Devices, double Hours, int OtherJobs, DateTimeOffset AskedAt, IReadOnlyList<WhatIfPolicyView> Policies)
{
    /// <summary>By owner, jobs that ask for more devices than their owner has: they never run alone, so nothing compares with it. Owners without one are left out.</summary>
    public IReadOnlyDictionary<string, int> TooLargeAlone { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
