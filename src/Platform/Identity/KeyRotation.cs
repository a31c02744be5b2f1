using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Validation;

namespace KeyEcosystem.Platform.Identity;

/// <summary>
/// Every minute reads the keys for tokens again, makes and removes what <see cref="KeyTurn"/> says, on record, and lets the provider use them.
/// Of several processes on one folder one changes the file at a time; all follow it.
/// </summary>
internal sealed partial class KeyRotation(
    IdentityKeys keys,
    NodeIdentityOptions options,
    ILane lane,
    IOptionsMonitorCache<OpenIddictServerOptions> serverOptions,
    IOptionsMonitorCache<OpenIddictValidationOptions> validationOptions,
    TimeProvider clock,
    ILogger<KeyRotation> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim one = new(1, 1);
    private string used = "";

    /// <summary>One round.</summary>
    public async Task Round(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            keys.Refresh();
            if (Due() is not { NextFrom: null, Gone: 0 })
            {
                await Turn(stop);
            }

            Use();
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                try
                {
                    await Round(stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    Failed(log, failure);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    private KeyTurn Due() => KeyTurn.Decide([.. keys.All.Select(k => k.From)], clock.GetUtcNow(), options.RotateKeysEvery, options.TokenLifetimeMax);

    private async Task Turn(CancellationToken stop)
    {
        using var turn = Lock();
        if (turn is null)
        {
            return;
        }

        keys.Refresh();
        var due = Due();
        List<IdentityKey> next = [.. keys.All.Skip(due.Gone)];
        if (due.NextFrom is { } from)
        {
            next.Add(IdentityKey.Make(from));
        }

        // The record comes first: a key that nobody has read of never signs.
        Act[] acts = [.. next.Except(keys.All).Select(k => Act("identity.key-made", k)), .. keys.All.Except(next).Select(k => Act("identity.key-removed", k))];
        if (acts.Length > 0 && (await lane.Commit(acts.Skip(1).Aggregate(new Change(acts[0]), (change, act) => change.Also(act)), stop)).IsOk)
        {
            keys.Keep(next);
        }
    }

    private static Act Act(string verb, IdentityKey key) => new(verb, "node", null, [$"key-{key.Id}"], "done", "{}");

    /// <summary>Both hold what they read once; what is taken out of their caches is made anew at the next request. The server's first, for the other copies it.</summary>
    private void Use()
    {
        var now = string.Join(' ', keys.Usable.Select(k => k.Id));
        if (now == used)
        {
            return;
        }

        used = now;
        serverOptions.TryRemove(Options.DefaultName);
        validationOptions.TryRemove(Options.DefaultName);
    }

    /// <summary>Null while another process changes the keys: the next round sees what it did.</summary>
    private FileStream? Lock()
    {
        try
        {
            return new FileStream(Path.Combine(options.Folder, IdentityKeys.File + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LoggerMessage(EventId = 151, Level = LogLevel.Warning, Message = "The keys for tokens were not looked after; it is tried again in a minute")]
    private static partial void Failed(ILogger logger, Exception failure);
}
