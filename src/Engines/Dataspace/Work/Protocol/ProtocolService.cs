using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Does what is to be done by itself when a process has moved, and at a start goes on with all that is open. Nothing is polled.</summary>
internal sealed class ProtocolService(ProtocolNews news, ProtocolReads reads, Negotiations negotiations, TransferProcesses transfers, DataPushes pushes, EndedAgreements ended, IBehaviour behaviour, MessageSender sender, ProcessWatch watch, TimeProvider clock, ILogger<ProtocolService> log) : BackgroundService
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

        _ = Task.Run(() => EndWithAgreements(stoppingToken), stoppingToken);
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

    /// <summary>What is transferred under an agreement ends with it, and the other side is told so.</summary>
    private async Task EndWithAgreements(CancellationToken stop)
    {
        try
        {
            await End(null, stop);
            await foreach (var agreement in ended.All(stop))
            {
                await End(agreement, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start looks for all of them.
        }
    }

    private async Task End(Guid? agreement, CancellationToken stop)
    {
        try
        {
            foreach (var process in await reads.OpenProcesses(agreement, stop))
            {
                if (await transfers.Send(process, TransferMessage.Termination, "The agreement has ended. 协议已终止。", Node, stop) is { IsOk: false } refused)
                {
                    Log.StepRefused(log, process, TransferMessage.Termination, refused.Refusal.Detail);
                }
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.RoundFailed(log, failure);
        }
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
                Log.StepRefused(log, id, step.Message, refused.Refusal.Detail);
                if (refused.Refusal.Code == "dataspace.agreement.exists" && row.State == NegotiationState.Requested)
                {
                    // Another request under the same offer was first: now the behaviour has another answer.
                    news.Negotiation(id);
                }
                else if (refused.Refusal.Code != "dataspace.negotiation.state")
                {
                    // Where the state is another, the other side was first, or somebody here.
                    await negotiations.Hinder(id, row.State, refused.Refusal.Detail, stop);
                }

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
