using System.Runtime.CompilerServices;
using KeyEcosystem.Contracts.Evidence;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;

namespace KeyEcosystem.Client;

/// <summary>The evidence log over HTTP.</summary>
public static class EvidenceCalls
{
    /// <summary>A signed head over everything committed so far.</summary>
    /// <param name="node">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<TreeHead> Head(this NodeHttp node, CancellationToken stop) => node.Get<TreeHead>("evidence/v1/head", stop);

    /// <summary>One record with the path to a signed head.</summary>
    /// <param name="node">The node.</param>
    /// <param name="record">The record.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<EvidenceProof> Proof(this NodeHttp node, EvidenceId record, CancellationToken stop) => node.Get<EvidenceProof>($"evidence/v1/records/{record}/proof", stop);

    /// <summary>The caller's records in their order; auditors, regulators and operators see all.</summary>
    /// <param name="node">The node.</param>
    /// <param name="subject">About this thing only; null for all.</param>
    /// <param name="from">The first place in the log.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="verb">Of this act only; null for all.</param>
    /// <param name="since">From this instant on; null from the first.</param>
    /// <param name="until">Before this instant; null to the last.</param>
    public static Task<IReadOnlyList<RecordView>> Records(this NodeHttp node, string? subject, long from, int limit, CancellationToken stop, string? verb = null, DateTimeOffset? since = null, DateTimeOffset? until = null) =>
        node.Get<IReadOnlyList<RecordView>>("evidence/v1/records" + QueryText.Of(("subject", subject), ("verb", verb), ("since", since?.ToString("O")), ("until", until?.ToString("O")), ("from", from.ToString()), ("limit", limit.ToString())), stop);

    /// <summary>All records that fit, page by page. The log has no cursors: the next page begins behind the last place.</summary>
    /// <param name="node">The node.</param>
    /// <param name="subject">About this thing only; null for all.</param>
    /// <param name="verb">Of this act only; null for all.</param>
    /// <param name="since">From this instant on; null from the first.</param>
    /// <param name="until">Before this instant; null to the last.</param>
    /// <param name="stop">Ends the calls.</param>
    public static async IAsyncEnumerable<RecordView> AllRecords(this NodeHttp node, string? subject, string? verb, DateTimeOffset? since, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken stop)
    {
        const int Page = 500;
        for (var from = 0L; ;)
        {
            var rows = await node.Records(subject, from, Page, stop, verb, since, until);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < Page)
            {
                yield break;
            }

            from = rows[^1].Sequence + 1;
        }
    }

    /// <summary>Proof that the log of an earlier size is the beginning of the log now, with a signed head.</summary>
    /// <param name="node">The node.</param>
    /// <param name="first">Records of the earlier log.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<EvidenceConsistency> Consistency(this NodeHttp node, long first, CancellationToken stop) => node.Get<EvidenceConsistency>($"evidence/v1/consistency?first={first}", stop);

    /// <summary>The newest head that a node keeps of another; null when there is none.</summary>
    /// <param name="node">The witness.</param>
    /// <param name="of">Whose log.</param>
    /// <param name="stop">Ends the call.</param>
    public static async Task<WitnessedHeadView?> LastWitnessed(this NodeHttp node, string of, CancellationToken stop) =>
        (await node.Get<IReadOnlyList<WitnessedHeadView>>($"evidence/v1/witness?node={Uri.EscapeDataString(of)}&last=true", stop)).SingleOrDefault();

    /// <summary>A page of the heads that a node keeps of another, the smallest first.</summary>
    /// <param name="node">The witness.</param>
    /// <param name="of">Whose log.</param>
    /// <param name="from">From this size on.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IReadOnlyList<WitnessedHeadView>> Witnessed(this NodeHttp node, string of, long from, CancellationToken stop) =>
        node.Get<IReadOnlyList<WitnessedHeadView>>($"evidence/v1/witness?node={Uri.EscapeDataString(of)}&from={from}", stop);

    /// <summary>Gives a head to a node that keeps it.</summary>
    /// <param name="node">The witness.</param>
    /// <param name="head">The head, with the proof that it follows the last one kept.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<WitnessedHeadView> KeepWitnessed(this NodeHttp node, WitnessRequest head, CancellationToken stop) => node.Post<WitnessedHeadView>("evidence/v1/witness", head, stop);
}
