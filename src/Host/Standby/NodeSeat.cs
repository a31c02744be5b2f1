using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;

namespace KeyEcosystem.Host.Standby;

/// <summary>Processes of one node on one PostgreSQL database: one holds the lane and is the node, the others stand by and pass on to it (ADR 0023).</summary>
public static class NodeSeat
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a process that saw nobody at the lane waits for it: another one may have seen the same.</summary>
    private static readonly TimeSpan Contest = TimeSpan.FromSeconds(3);

    /// <summary>Starts the node. While another process holds its lane this one stands by; it answers when this one is the node.</summary>
    /// <param name="settings">What the node is told.</param>
    /// <param name="standsBy">Is told once when another process holds the lane.</param>
    /// <param name="stop">Ends the standing by.</param>
    /// <returns>The node, which listens.</returns>
    public static async Task<WebApplication> Take(NodeSettings settings, Action<LaneSeat> standsBy, CancellationToken stop)
    {
        StandbyForwarder? standby = null;
        try
        {
            while (true)
            {
                if (settings.Postgres is { } target && await LaneSeat.Look(target, stop) is { } held)
                {
                    if (standby is null)
                    {
                        standby = await StandbyForwarder.Start(settings, stop);
                        standsBy(held);
                    }

                    standby.Seat = held.Url;
                    await Task.Delay(Look, TimeProvider.System, stop);
                    continue;
                }

                if (await Build(settings, stop) is not { } node)
                {
                    continue;
                }

                if (standby is not null)
                {
                    await standby.DisposeAsync();
                    standby = null;
                }

                await node.StartAsync(stop);
                return node;
            }
        }
        finally
        {
            if (standby is not null)
            {
                await standby.DisposeAsync();
            }
        }
    }

    /// <summary>Ends when another process has taken the lane from this node, as after a cut network: this one must stop and may stand by.</summary>
    /// <param name="node">A node of this process.</param>
    public static Task Lost(WebApplication node) => node.Services.LaneLost();

    private static async Task<WebApplication?> Build(NodeSettings settings, CancellationToken stop)
    {
        try
        {
            return await NodeHost.Build(settings with { LaneWait = Contest }, stop);
        }
        catch (LaneHeldException)
        {
            return null;
        }
    }
}
