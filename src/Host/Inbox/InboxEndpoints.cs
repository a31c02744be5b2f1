using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Host.Inbox;

/// <summary>What waits for the caller's decision. Nothing is stored: the engines are asked, so that an item is gone the moment it is decided (ADR 0014).</summary>
public static class InboxEndpoints
{
    /// <summary>Adds the options, and the notices where one is configured.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="mail">Whether a mail server takes letters.</param>
    /// <param name="webhook">Where new items are posted; null for nowhere.</param>
    /// <param name="secret">Signs what is posted.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services, bool mail, Uri? webhook, string? secret)
    {
        services.AddOptions<InboxOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IModelPart, InboxToldRow.Model>().AddSingleton(InboxNoticeOptions.Of(mail, webhook, secret)).AddSingleton<InboxNotices>();
        if (mail || webhook is not null)
        {
            services.AddHostedService(s => s.GetRequiredService<InboxNotices>());
        }

        services.AddHttpClient(InboxNotices.HttpName, c => c.Timeout = TimeSpan.FromSeconds(10)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        return services;
    }

    /// <summary>Maps <c>/inbox/v1</c>.</summary>
    /// <param name="routes">The node.</param>
    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/inbox/v1").RequireAuthorization(IdentityModule.ApiPolicy).WithTags("Inbox");
        group.MapGet("/items", List).WithName("ListInboxItems").WithSummary("Decisions that wait for you, the most urgent first.");
    }

    private static async Task<Results<Ok<Page<InboxItemView>>, ProblemHttpResult>> List(
        string? cursor, int? limit, ClaimsPrincipal user, IEnumerable<IPendingDecisions> engines, IOptions<InboxOptions> options, TimeProvider clock, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit, static (string text, out InboxCursor key) => InboxCursor.TryParse(text, out key));
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        var caller = user.Caller();
        var items = new List<InboxItemView>();
        foreach (var engine in engines)
        {
            if (caller.Is(NodeRoles.Operator) || caller.Is(NodeRoles.Regulator))
            {
                var waiting = (await engine.For(null, options.Value.PerEngineMax, stop)).Where(d => !d.NotBy.Contains(caller.Member));
                items.AddRange(caller.Is(NodeRoles.Operator) ? waiting.Select(d => View(d, NodeRoles.Operator)) : waiting.Where(d => d.Regulators).Select(d => View(d, NodeRoles.Regulator)));
            }

            if (caller.Is(NodeRoles.MemberAdmin) || caller.Is(NodeRoles.Trial))
            {
                items.AddRange((await engine.For(caller.Member, options.Value.PerEngineMax, stop)).Select(d => View(d, NodeRoles.MemberAdmin)));
            }
        }

        var left = items.OrderBy(i => i.Deadline).ThenBy(i => i.Subject, StringComparer.Ordinal).Where(i => page.Value.Cursor is not { } after || after.IsBefore(i)).ToList();
        var shown = left.Take(page.Value.Limit).ToList();
        return TypedResults.Ok(new Page<InboxItemView>(shown, left.Count > shown.Count ? InboxCursor.Of(shown[^1]).ToString() : null));

        InboxItemView View(PendingDecision d, string by) => Deadlines.View(d, by, options.Value, clock.GetUtcNow());
    }
}
