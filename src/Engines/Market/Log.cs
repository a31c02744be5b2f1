using KeyEcosystem.Kernel;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Market;

/// <summary>What the Market engine writes into the node's log; event ids 800 to 899.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 800, Level = LogLevel.Warning, Message = "Reading {Reading} can't be settled and stays due: {Code}")]
    public static partial void Held(ILogger logger, ReadingId reading, string code);

    [LoggerMessage(EventId = 801, Level = LogLevel.Error, Message = "A settlement was refused ({Code}); it is tried again")]
    public static partial void Refused(ILogger logger, string code);

    [LoggerMessage(EventId = 802, Level = LogLevel.Error, Message = "A settlement failed; it is tried again")]
    public static partial void Failed(ILogger logger, Exception failure);
}
