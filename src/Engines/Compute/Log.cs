using KeyEcosystem.Kernel;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Compute;

/// <summary>What the Compute engine writes into the node's log; event ids 500 to 599.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 500, Level = LogLevel.Information, Message = "Job {Job} started on {Devices} devices")]
    public static partial void Started(ILogger logger, JobId job, int devices);

    [LoggerMessage(EventId = 501, Level = LogLevel.Information, Message = "Job {Job} ended: {Outcome}")]
    public static partial void Ended(ILogger logger, JobId job, string outcome);

    [LoggerMessage(EventId = 502, Level = LogLevel.Error, Message = "Job {Job} could not be run")]
    public static partial void RunFailed(ILogger logger, JobId job, Exception failure);

    [LoggerMessage(EventId = 503, Level = LogLevel.Error, Message = "The end of job {Job} could not be recorded ({Code}); the next start of the node does it")]
    public static partial void EndNotRecorded(ILogger logger, JobId job, string code);

    [LoggerMessage(EventId = 504, Level = LogLevel.Error, Message = "A round of the queue failed; it is tried again")]
    public static partial void RoundFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 506, Level = LogLevel.Information, Message = "Pool {Pool} has an agent of {Backend}, epoch {Epoch}")]
    public static partial void AgentAttached(ILogger logger, PoolId pool, string backend, long epoch);

    [LoggerMessage(EventId = 507, Level = LogLevel.Warning, Message = "The agent of pool {Pool} is silent since {Last:u}")]
    public static partial void AgentSilent(ILogger logger, PoolId pool, DateTimeOffset last);

    [LoggerMessage(EventId = 508, Level = LogLevel.Information, Message = "Cohort {Cohort}: {Pools} pools, {Jobs} jobs")]
    public static partial void CohortMade(ILogger logger, string cohort, int pools, int jobs);

    [LoggerMessage(EventId = 509, Level = LogLevel.Error, Message = "Ends of jobs of cohort {Cohort} could not be compared with their owners alone on record: {Code}")]
    public static partial void NotCompared(ILogger logger, string cohort, string code);

    [LoggerMessage(EventId = 510, Level = LogLevel.Error, Message = "The comparison {Id} of ways of sharing failed")]
    public static partial void WhatIfFailed(ILogger logger, Exception failure, string id);

    [LoggerMessage(EventId = 511, Level = LogLevel.Error, Message = "A shared device of {Pool} on which nothing is left could not be given back: {Code}")]
    public static partial void DeviceNotClosed(ILogger logger, PoolId pool, string code);

    [LoggerMessage(EventId = 512, Level = LogLevel.Error, Message = "The end of job {Job} at a cluster could not be recorded ({Code}); it is tried again")]
    public static partial void EndNotTaken(ILogger logger, JobId job, string code);

    [LoggerMessage(EventId = 513, Level = LogLevel.Error, Message = "A round of the airlock failed; it is tried again")]
    public static partial void AirlockFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 514, Level = LogLevel.Error, Message = "The output {Entry} in the airlock could not be checked")]
    public static partial void OutputNotChecked(ILogger logger, PendingId entry, Exception failure);

    [LoggerMessage(EventId = 505, Level = LogLevel.Warning, Message = "Members' jobs are refused, there is no sandbox: {Words}")]
    public static partial void NoSandbox(ILogger logger, string words);
}
