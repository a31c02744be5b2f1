using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>The duties of one agreement and where they stand.</summary>
/// <param name="terms">Its terms.</param>
/// <param name="records">What was said of them, by their places.</param>
/// <param name="since">When it came into force; null before.</param>
public sealed class AgreementDuties(OdrlPolicy terms, IReadOnlyList<DutyRecord> records, DateTimeOffset? since)
{
    private readonly Dictionary<string, DutyRecord> known = records.ToDictionary(r => r.Clause, StringComparer.Ordinal);

    /// <summary>The duties, in the order of the terms.</summary>
    public IReadOnlyList<PolicyDuty> All { get; } = PolicyDuties.Of(terms);

    /// <summary>Which of them are done.</summary>
    public DutiesDone Done => DutiesDone.Of(All.Where(IsDone).Select(d => d.Rule.Id), All.Where(d => StateOf(d) == "contested").Select(d => d.Rule.Id), since);

    /// <summary>Whether something was declared that the provider may confirm or contest. Of what only it can confirm nothing is used before.</summary>
    public bool WaitsForProvider => since is not null && All.Any(d => StateOf(d) == "declared");

    /// <summary>Whether the consumer has to do something. What only the provider can confirm and was declared is not the consumer's any more.</summary>
    public bool WaitsForConsumer => since is not null && All.Any(d => StateOf(d) is "owed" or "contested");

    /// <summary>Records as they are stored.</summary>
    /// <param name="json">As <see cref="Write"/> wrote them; null for none.</param>
    public static IReadOnlyList<DutyRecord> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<DutyRecord>>(json, JsonSerializerOptions.Web)!;

    /// <summary>Records as they are stored.</summary>
    /// <param name="records">The records.</param>
    public static string Write(IReadOnlyList<DutyRecord> records) => JsonSerializer.Serialize(records, JsonSerializerOptions.Web);

    /// <summary>Where a duty stands.</summary>
    /// <param name="duty">The duty.</param>
    public string StateOf(PolicyDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return known.TryGetValue(duty.Rule.Id, out var record) ? record.State : "owed";
    }

    /// <summary>
    /// The duties that wait for a party, the one to look at first before the others: for the consumer what is late, what was contested, what is owed before any use, then what is due first; for the provider what
    /// is late, then what was declared. Where the consumer is at another node and can declare nothing, what is owed before any use waits for the provider too.
    /// </summary>
    /// <param name="who">provider or consumer.</param>
    /// <param name="at">The instant.</param>
    /// <param name="elsewhere">Whether the consumer is at another node.</param>
    public IReadOnlyList<DutyWait> Waiting(string who, DateTimeOffset at, bool elsewhere = false)
    {
        if (since is null)
        {
            return [];
        }

        var open = All.Select(d => new DutyWait(d, StateOf(d), d.Due(since), known.GetValueOrDefault(d.Rule.Id)?.At)).ToList();
        var owed = open.Where(d => d.State is "owed" or "contested").OrderBy(d => d.Due ?? DateTimeOffset.MaxValue).ToList();
        return who == "consumer"
            ? [.. owed.OrderBy(d => d.Due <= at ? 0 : d.State == "contested" ? 1 : d.Duty.First ? 2 : 3)]
            : [.. owed.Where(d => d.Due <= at), .. open.Where(d => d.State == "declared").OrderBy(d => d.Said), .. owed.Where(d => elsewhere && d.Duty.First)];
    }

    /// <summary>The obligation to delete of which somebody said that it is done; null for none. Who reads again then has it again.</summary>
    public DutyWait? Deleted => All.Where(d => d is { First: false, Rule.Actions: [{ Name: "delete" }] } && StateOf(d) is "declared" or "confirmed")
        .Select(d => new DutyWait(d, StateOf(d), d.Due(since), known[d.Rule.Id].At)).FirstOrDefault();

    /// <summary>The records after a step.</summary>
    /// <param name="record">What was said.</param>
    public IReadOnlyList<DutyRecord> With(DutyRecord record) => [.. records.Where(r => r.Clause != record.Clause), record];

    /// <summary>The duties as a party reads them.</summary>
    /// <param name="who">provider or consumer; what each may say differs. Empty for who is neither and may say nothing.</param>
    /// <param name="at">The instant.</param>
    public IReadOnlyList<DutyView> View(string who, DateTimeOffset at)
    {
        var done = Done;
        return [.. All.Select(d =>
        {
            var (state, due, record) = (StateOf(d), d.Due(since), known.GetValueOrDefault(d.Rule.Id));
            return new DutyView(
                d.Rule.Id, d.Rule.Actions[0].Name, d.First, due, state, IsDone(d), done.IsLate(d, at), PolicyWords.Owed(d, chinese: true), PolicyWords.Owed(d, chinese: false), record?.At, record?.Note,
                since is null ? [] : [.. DutyTransitions.Steps.Where(s => DutyTransitions.Next(state, s, who) is not null)]);
        })];
    }

    private bool IsDone(PolicyDuty duty) => DutyTransitions.IsDone(StateOf(duty), duty.IsProviders);
}
