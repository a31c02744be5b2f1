namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>A job of a trace.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="SubmitS">When it was submitted, seconds from the start of the trace.</param>
/// <param name="DurationS">How long it ran.</param>
/// <param name="Gpus">Devices of its gang.</param>
/// <param name="Owner">Index of its owner in <see cref="Trace.Owners"/>.</param>
public sealed record TraceJob(string Id, long SubmitS, long DurationS, int Gpus, int Owner);
