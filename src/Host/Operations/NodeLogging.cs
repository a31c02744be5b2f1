using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace KeyEcosystem.Host.Operations;

/// <summary>What the node logs, and how: to standard error, as text for people or a JSON object a line for programs.</summary>
internal static class NodeLogging
{
    public static ILoggingBuilder AddNodeLogging(this ILoggingBuilder logging, NodeSettings settings)
    {
        // The chosen level is for the house's own words. Frameworks log paths, queries, headers and SQL at lower levels: what a caller sends may hold what must not stand in a log.
        logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("KeyEcosystem", settings.LogLevel);
        // Refused input is answered, not logged. Failures are logged by ProblemAnswers.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It warns at every page that a stricter Cache-Control than its own stands already.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        _ = settings.JsonLogs
            ? logging.AddJsonConsole(o =>
            {
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                o.UseUtcTimestamp = true;
            })
            : logging.AddSimpleConsole();
        // What the command says goes to standard output, what the node logs to standard error: programs read the former.
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
