using KeyEcosystem.Dataspace.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Does what is to be done by itself when a process has moved, and at a start goes on with all that is open. Nothing is polled.</summary>
internal sealed class ProtocolService(ProtocolNews news, ProtocolReads reads, Negotiations negotiations, TransferProcesses transfers, DataPushes pushes, IBehaviour behaviour, MessageSender sender, ProcessWatch watch, TimeProvider clock, ILogger<ProtocolService> log) : BackgroundService
{
    private const string Node = "node";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await sender.TakeUp(stoppingToken);
        foreach (var open in await reads.OpenNegotiations(stoppingToken))
        {
            news.Negotiation(open);
        }

        foreach (var open in await reads.WaitingProcesses(stoppingToken))
        {
            news.Transfer(open);
        }

        try
        {
            await foreach (var (process, isTransfer) in news.Moved(stoppingToken))
            {
                _ = Task.Run(() => Act(process, isTransfer, stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await sender.Stop();
        await base.StopAsync(cancellationToken);
    }

    private async Task Act(Guid process, bool isTransfer, CancellationToken stop)
    {
        try
        {
            await (isTransfer ? Transfer(process, stop) : Negotiation(process, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Taken up again at the next start.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log.StepFailed(log, failure, process);
        }
    }

    private async Task Negotiation(Guid id, CancellationToken stop)
    {
        if (await reads.Negotiation(id, stop) is not { } row)
        {
            return;
        }

        foreach (var step in await behaviour.After(row, stop))
        {
            await Task.Delay(step.After, clock, stop);
            await Named(id, async () => await reads.Negotiation(id, stop) is not { PeerPid: null }, stop);
            if (await negotiations.Send(id, step.Message, null, step.Reason, Node, stop) is { IsOk: false } refused)
            {
                // The other side was first, or somebody here.
                Log.StepRefused(log, id, step.Message, refused.Refusal.Detail);
                return;
            }
        }
    }

    /// <summary>A message names the other side's pid: before its answer to the first message has come, none is sent.</summary>
    private async Task Named(Guid id, Func<Task<bool>> isNamed, CancellationToken stop)
    {
        while (true)
        {
            var changed = watch.Next(id);
            if (await isNamed())
            {
                return;
            }

            await changed.WaitAsync(stop);
        }
    }

    private async Task Transfer(Guid id, CancellationToken stop)
    {
        if (await reads.Process(id, stop) is not { } row)
        {
            return;
        }

        if (row.Sends && behaviour.SendsData)
        {
            await pushes.Run(id, stop);
            return;
        }

        foreach (var step in await behaviour.After(row, stop))
        {
            await Task.Delay(step.After, clock, stop);
            await Named(id, async () => await reads.Process(id, stop) is not { PeerPid: null }, stop);
            if (await transfers.Send(id, step.Message, step.Reason, Node, stop) is { IsOk: false } refused)
            {
                Log.StepRefused(log, id, step.Message, refused.Refusal.Detail);
                return;
            }
        }
    }
}
