using System.Security.Claims;
using KeyEcosystem.Contracts.Operations;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Backup;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Operations;

/// <summary>Backups of a node that serves; for operators.</summary>
internal static class BackupEndpoints
{
    private const string Bytes = "application/octet-stream";
    private static readonly Refusal NotOperating = new("access.role", "Your role may not do this.", "Only an operator makes backups. 只有运营方可以备份。");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operations/v1/backup").RequireAuthorization(IdentityModule.ApiPolicy).WithTags("Operations").RequireRateLimiting(RateLimits.Expensive);
        group.MapPost("/", Backup).WithName("MakeBackup").WithSummary("Records, tokens and files of the node as one archive, while it serves; operators.");
        group.MapPost("/keys", Keys).WithName("BackUpKeys").WithSummary("The keys of the node and of its members, encrypted under a passphrase; operators.");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Backup(ClaimsPrincipal user, NodeBackup backup, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(NotOperating);
        }

        var begun = await backup.Begin(caller.Subject, "backup.made", stop);
        return begun.IsOk ? TypedResults.Stream(output => backup.Write(output, stop), Bytes) : Problems.Of(begun.Refusal);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Keys(KeyBackupRequest request, ClaimsPrincipal user, NodeBackup backup, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(NotOperating);
        }

        if (request.Passphrase is not { Length: >= PassphraseBox.PassphraseMin and <= 1000 })
        {
            // What was sent is not repeated: it may be most of a passphrase.
            return Problems.Of(Refusal.Field("passphrase", $"{PassphraseBox.PassphraseMin} to 1000 characters", "…"));
        }

        var begun = await backup.Begin(caller.Subject, "backup.keys-made", stop);
        return begun.IsOk ? TypedResults.File(backup.Keys(request.Passphrase), Bytes) : Problems.Of(begun.Refusal);
    }
}
