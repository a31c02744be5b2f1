using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>An output that goes into the airlock with the end of its job.</summary>
/// <param name="Row">The entry.</param>
/// <param name="Votes">One for each owner.</param>
/// <param name="Kept">How long it waits.</param>
internal sealed record HeldOutput(AirlockRow Row, IReadOnlyList<AirlockVoteRow> Votes, TimeSpan Kept)
{
    /// <summary>Adds it to the change that ends the job. Nothing of what the checks found is in record or fact: its sender reads both.</summary>
    /// <param name="change">The change.</param>
    /// <param name="at">The end of the job as it is told.</param>
    public void Hold(Change change, DateTimeOffset at)
    {
        (Row.HeldAt, Row.ExpiresAt) = (at, at + Kept);
        change.Insert(Row).Also(new Act("airlock.held", "node", Row.Member, [new PendingId(Row.Id).ToString(), new JobId(Row.Job).ToString()], "done", "{}")).Tell(Told(Row, Row.HeldAt));
        foreach (var vote in Votes)
        {
            vote.At = vote.State == "pending" ? null : at;
            change.Insert(vote);
        }
    }

    /// <summary>What other rooms learn of an entry.</summary>
    public static Fact Told(AirlockRow row, DateTimeOffset at) => new("compute.airlock.v1", row.Id, Json.Write(new
    {
        entry = new PendingId(row.Id).ToString(),
        job = new JobId(row.Job).ToString(),
        member = new MemberId(row.Member).ToString(),
        // That an entry was approved by the rules alone is told when it is delivered.
        state = row.State == AirlockTransitions.Approved ? AirlockTransitions.Held : row.State,
        at,
    }));
}
