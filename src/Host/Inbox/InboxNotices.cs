using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Host.Inbox;

/// <summary>
/// Tells those who decide of what newly waits for them, by letter and by webhook, as configured. An item is marked after it was told: a crash in between tells it twice, never not at all.
/// </summary>
internal sealed partial class InboxNotices(
    InboxNoticeOptions notices,
    IOptions<InboxOptions> inbox,
    NodeIdentityOptions node,
    IEnumerable<IPendingDecisions> engines,
    UserDirectory users,
    IOutgoingMail mail,
    IHttpClientFactory http,
    ILane lane,
    IDbContextFactory<NodeContext> contexts,
    TimeProvider clock,
    ILogger<InboxNotices> log) : BackgroundService
{
    /// <summary>The client that posts; it follows no redirect.</summary>
    public const string HttpName = "inbox-webhook";

    private const int SubjectsMax = 16;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>One round. Answers how many items were told.</summary>
    public async Task<int> Round(CancellationToken stop)
    {
        var accounts = await Active(stop);
        var people = Deciders(accounts);
        var operators = Addresses(accounts.Where(a => a.Roles.Contains(NodeRoles.Operator)));
        var told = 0;
        foreach (var decider in people.Keys.Select(m => (MemberId?)m).Append(null))
        {
            var items = new List<InboxItemView>();
            foreach (var engine in engines)
            {
                items.AddRange((await engine.For(decider, inbox.Value.PerEngineMax, stop)).Select(d => Deadlines.View(d, decider is null ? NodeRoles.Operator : NodeRoles.MemberAdmin, inbox.Value, clock.GetUtcNow())));
            }

            foreach (var some in (await New(items, decider, stop)).Chunk(SubjectsMax))
            {
                if (await Tell(some, decider, decider is { } m ? people[m] : operators, stop))
                {
                    told += some.Length;
                }
            }
        }

        return told;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Round(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    [LoggerMessage(EventId = 240, Level = LogLevel.Warning, Message = "The inbox webhook did not take a notice ({Failure}); it is told again in the next round")]
    private static partial void LogFailed(ILogger log, string failure);

    private static Guid IdOf(InboxItemView item, MemberId? decider) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"inbox|{item.Kind}|{item.Subject}|{item.Since.UtcTicks}|{decider}")).AsSpan(0, 16));

    private async Task<IReadOnlyList<InboxItemView>> New(List<InboxItemView> items, MemberId? decider, CancellationToken stop)
    {
        var ids = items.Select(i => IdOf(i, decider)).ToList();
        await using var db = await contexts.CreateDbContextAsync(stop);
        var told = (await db.Set<InboxToldRow>().Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(stop)).ToHashSet();
        return [.. items.Where(i => !told.Contains(IdOf(i, decider)))];
    }

    private async Task<bool> Tell(IReadOnlyList<InboxItemView> items, MemberId? decider, IReadOnlyList<string> addresses, CancellationToken stop)
    {
        if (notices.Webhook is not null && !await Post(items, decider, stop))
        {
            return false;
        }

        foreach (var address in notices.Mail ? addresses : [])
        {
            await mail.Send(Letter(address, items), stop);
        }

        var change = new Change(new Act("inbox.told", "node", decider?.Value, [.. items.Select(i => i.Subject)], "done", "{}"));
        foreach (var item in items)
        {
            change.Insert(new InboxToldRow { Id = IdOf(item, decider), Version = 1, At = clock.GetUtcNow() });
        }

        return (await lane.Commit(change, stop)).IsOk;
    }

    private OutgoingMail Letter(string to, IReadOnlyList<InboxItemView> items)
    {
        var text = new StringBuilder("以下事项等待您处理。\nThese decisions wait for you.\n\n");
        foreach (var item in items)
        {
            text.Append(CultureInfo.InvariantCulture, $"* {item.TitleZh} {item.TitleEn}\n  {item.Subject}，截止 by {item.Deadline:yyyy-MM-dd}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{new Uri(node.PublicUrl, "inbox")}\nkeyeco inbox\n");
        return new OutgoingMail(to, $"待办 {items.Count} 项 · {items.Count} decisions wait for you", text.ToString());
    }

    /// <summary>Posts new items with a signature over the instant and the body, as webhook receivers check it.</summary>
    private async Task<bool> Post(IReadOnlyList<InboxItemView> items, MemberId? decider, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { node = node.NodeId, decider = decider?.ToString(), items }, JsonSerializerOptions.Web);
        var at = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(at + "."), .. body];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(notices.Secret!), signed));
        using var request = new HttpRequestMessage(HttpMethod.Post, notices.Webhook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Keyeco-Signature", $"t={at},v1={signature}");
        try
        {
            using var client = http.CreateClient(HttpName);
            using var answer = await client.SendAsync(request, stop);
            if (answer.IsSuccessStatusCode)
            {
                return true;
            }

            LogFailed(log, ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            LogFailed(log, failure.GetType().Name);
        }

        return false;
    }

    /// <summary>Who decides for each member, with the addresses that letters can go to.</summary>
    private static Dictionary<MemberId, IReadOnlyList<string>> Deciders(IEnumerable<UserAccount> accounts) => accounts
        .Where(a => a.Roles.Contains(NodeRoles.MemberAdmin) || a.Roles.Contains(NodeRoles.Trial))
        .GroupBy(a => a.Member)
        .ToDictionary(g => g.Key, g => Addresses(g));

    private static IReadOnlyList<string> Addresses(IEnumerable<UserAccount> accounts) => [.. accounts.Select(a => a.LoginName).Where(n => n.Contains('@', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<List<UserAccount>> Active(CancellationToken stop)
    {
        const int Page = 500;
        var all = new List<UserAccount>();
        for (UserId? after = null; ;)
        {
            var page = await users.List(null, after, Page, stop);
            all.AddRange(page.Where(a => a.State == UserState.Active));
            if (page.Count < Page)
            {
                return all;
            }

            after = page[^1].Id;
        }
    }
}
