using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KeyEcosystem.Platform.Store;

/// <summary>Refuses to ask for text that neither store can hold: PostgreSQL would fail on it and SQLite find nothing, and a caller is to hear the same of both.</summary>
internal sealed class AskedText : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Check(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Check(command);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text && StoredText.Fault(text) is { } fault)
            {
                throw new BadHttpRequestException($"A text that is asked for {fault}.");
            }
        }
    }
}
