using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Dataspace;

/// <summary>What the Dataspace engine writes into the node's log; event ids 400 to 499.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 400, Level = LogLevel.Error, Message = "A round of the data space failed; it is tried again")]
    public static partial void RoundFailed(ILogger logger, Exception failure);
}
