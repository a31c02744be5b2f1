using KeyEcosystem.Dataspace.Core.Protocol;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Dataspace;

/// <summary>What the Dataspace engine writes into the node's log; event ids 400 to 499.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 400, Level = LogLevel.Error, Message = "A round of the data space failed; it is tried again")]
    public static partial void RoundFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 401, Level = LogLevel.Error, Message = "{Type} of process {Process} could not be sent; the next start of the node goes on with it")]
    public static partial void MessageFailed(ILogger logger, Exception failure, string type, Guid process);

    [LoggerMessage(EventId = 402, Level = LogLevel.Warning, Message = "{Type} of process {Process} is given up: {Problem}")]
    public static partial void MessageGivenUp(ILogger logger, string type, Guid process, string problem);

    [LoggerMessage(EventId = 406, Level = LogLevel.Warning, Message = "Messages that were taken could not be put on record ({Code}); the next start of the node does it")]
    public static partial void TakenNotKept(ILogger logger, string code);

    [LoggerMessage(EventId = 403, Level = LogLevel.Error, Message = "What follows in process {Process} could not be done; the next start of the node goes on with it")]
    public static partial void StepFailed(ILogger logger, Exception failure, Guid process);

    [LoggerMessage(EventId = 404, Level = LogLevel.Information, Message = "Process {Process}: {Type} was not sent: {Problem}")]
    public static partial void StepRefused(ILogger logger, Guid process, NegotiationMessage type, string problem);

    [LoggerMessage(EventId = 405, Level = LogLevel.Information, Message = "Process {Process}: {Type} was not sent: {Problem}")]
    public static partial void StepRefused(ILogger logger, Guid process, TransferMessage type, string problem);
}
