using System.Linq.Expressions;
using KeyEcosystem.Compute.Core;

namespace KeyEcosystem.Compute.Store;

/// <summary>Of a job that has not ended what its scheduler and the views of its cohort know; a hundred thousand of them are read at a start.</summary>
internal sealed record OpenJob(
    Guid Id, Guid Pool, Guid? RunPool, JobState State, int Devices, bool Elsewhere, string Places, bool Saves,
    DateTimeOffset QueuedAt, DateTimeOffset? AdmittedAt, DateTimeOffset? StartedAt, DateTimeOffset? EvictAskedAt, int Attempt, string? Models, bool NeedsAgent, int Milli, long DeviceMemoryMib, Guid? Device, string? Workload, int? RunDevices, int? DevicesMin, int Priority, int? ExpectedSeconds, long WorkMs, string Limits)
{
    /// <summary>As it is read from the store.</summary>
    public static Expression<Func<JobRow, OpenJob>> Columns { get; } = j => new OpenJob(
        j.Id, j.Pool, j.RunPool, j.State, j.Devices, j.Elsewhere, j.Places, j.Saves, j.QueuedAt, j.AdmittedAt, j.StartedAt, j.EvictAskedAt, j.Attempt, j.Models, j.NeedsAgent, j.Milli, j.DeviceMemoryMib, j.Device, j.Workload, j.RunDevices, j.DevicesMin, j.Priority, j.ExpectedSeconds, j.WorkMs, j.Limits);

    private static readonly Func<JobRow, OpenJob> Reading = Columns.Compile();

    /// <summary>Of a row at hand.</summary>
    public static OpenJob Of(JobRow row) => Reading(row);

    /// <summary>Since when it holds devices, or waits for them: what it waited at its cluster with them is told apart when the run ends.</summary>
    public DateTimeOffset HeldSince => AdmittedAt ?? StartedAt ?? QueuedAt;

    /// <summary>Whether only an attached cluster can take it: what it saves is kept nowhere else.</summary>
    public bool OnlyAttached => NeedsAgent || Saves;

    /// <summary>Devices that it holds, or asks for while it holds none.</summary>
    public int DevicesHeld => RunDevices ?? Devices;
}
