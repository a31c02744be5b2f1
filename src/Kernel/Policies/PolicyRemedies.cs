using System.Globalization;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>
/// What of a refused use would have to be otherwise for the same policy to permit it: the smallest sets of changes, what the asker can change himself before what only others are.
/// Nothing is derived from the text: every set was put to <see cref="PolicyDecision"/>, which permitted it, and none of its parts alone does.
/// </summary>
public static class PolicyRemedies
{
    /// <summary>Sets of changes that are given at most.</summary>
    public const int Most = 5;

    /// <summary>Decisions that a search may take, some milliseconds: of terms with more ways the cheapest are found.</summary>
    private const int DecisionsMax = 20_000;

    private const int ValuesMax = 24;

    /// <summary>Permissions whose duties are tried: each doubles the sets there are.</summary>
    private const int DutiesMax = 4;
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Sectors of GB/T 4754, for conditions that only exclude some.</summary>
    private static readonly string[] Industries = [.. "ABCDEFGHIJKLMNOPQRST".Select(c => c.ToString())];

    /// <summary>The sets of changes, the easiest first; empty where the use is permitted, and where nothing that a use can be would do.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="use">The use that it refuses.</param>
    public static IReadOnlyList<IReadOnlyList<UseChange>> Of(OdrlPolicy policy, in UseRequest use)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (PolicyDecision.Decide(policy, use).Permitted)
        {
            return [];
        }

        var levers = Levers(policy, use);
        var found = new List<(int Mask, IReadOnlyList<UseChange> Changes)>();
        var left = DecisionsMax;
        foreach (var mask in Enumerable.Range(1, (1 << levers.Count) - 1).OrderBy(m => Cost(levers, m)).ThenBy(m => m))
        {
            if (found.Count == Most || left <= 0)
            {
                break;
            }

            if (found.Exists(f => (f.Mask & mask) == f.Mask))
            {
                continue;
            }

            List<Lever> pulled = [.. levers.Where((_, i) => (mask & (1 << i)) != 0)];
            if (First(policy, use, pulled, 0, ref left) is { } set)
            {
                found.Add((mask, Changes(policy, use, pulled, set)));
            }
        }

        return [.. found.Select(f => f.Changes)];
    }

    /// <summary>What can be otherwise, the latest to be pulled first: a time is tried from the earliest on.</summary>
    private static List<Lever> Levers(OdrlPolicy policy, UseRequest use)
    {
        var atoms = policy.Rules.SelectMany(PolicyDates.Atoms).ToList();
        var levers = new List<Lever>();
        void Add(string operand, int cost, string was, IEnumerable<string> usual, Func<UseRequest, string, UseRequest> with)
        {
            // Of what a condition excludes some other value does, which the policy does not name.
            var named = atoms.Where(a => a.Left == operand).SelectMany(a => a.Right).Select(v => v.Text).ToList();
            var values = named.Concat(named.Count > 0 ? usual : []).Where(v => v != was && v.Length > 0).Distinct(StringComparer.Ordinal).Take(ValuesMax).ToList();
            if (values.Count > 0)
            {
                levers.Add(new Lever(operand, cost, was, values, with));
            }
        }

        var at = use.At;
        List<string> times = [.. PolicyDates.Named(policy).SelectMany(m => new[] { m, m.AddTicks(1) }).Where(m => m > at).Order().Select(m => m.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)).Take(ValuesMax)];
        if (times.Count > 0)
        {
            levers.Add(new Lever("dateTime", 2, at.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture), times, static (u, v) => u with { At = DateTimeOffset.Parse(v, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) }));
        }

        var done = use.Done ?? DutiesDone.None;
        foreach (var owed in PolicyDuties.Of(policy).Where(d => d.First ? !done.Has(d.Rule.Id) : done.IsLate(d, at)).GroupBy(d => d.First ? d.Rule.Id[..d.Rule.Id.LastIndexOf('.')] : "").Take(DutiesMax))
        {
            // All duties of one permission, or all that is late: one alone opens nothing.
            string[] clauses = [.. owed.Select(d => d.Rule.Id)];
            levers.Add(new Lever("duty", 3, "", [string.Join(' ', owed.Select(d => d.Rule.Actions[0].Name))], (u, _) => u with { Done = (u.Done ?? DutiesDone.None).With(clauses) }));
        }

        if (use.CountBefore > 0 && atoms.Exists(a => a.Left == "count"))
        {
            levers.Add(new Lever("count", 4, use.CountBefore.ToString(CultureInfo.InvariantCulture), ["0"], static (u, _) => u with { CountBefore = 0 }));
        }

        Add("purpose", 1, use.Purpose, PolicyVocabulary.Purposes.Keys, static (u, v) => u with { Purpose = v });
        var action = use.Action;
        levers.Add(new Lever("action", 3, action, [.. UseRequest.Actions.Where(a => a != action)], static (u, v) => u with { Action = v, Parts = UseRequest.PartsOf(v) }));
        Add("industry", 20, use.Industry ?? "", Industries, static (u, v) => u with { Industry = v });
        Add("role", 20, use.Role, PolicyVocabulary.Organisations.Keys, static (u, v) => u with { Role = v });
        Add("spatial", 20, use.Country, ["CN", "SG", "DE", "BR", "ZA"], static (u, v) => u with { Country = v });
        var recipient = use.Recipient;
        var others = policy.Rules.SelectMany(r => r.Assignees).Select(s => s.Id).Concat(atoms.Where(a => a.Left == "recipient").SelectMany(a => a.Right).Select(v => v.Text)).Where(v => v != recipient && v.Length > 0).Distinct(StringComparer.Ordinal).Take(ValuesMax).ToList();
        if (others.Count > 0)
        {
            levers.Add(new Lever("recipient", 40, recipient, others, static (u, v) => u with { Recipient = v }));
        }

        return levers;
    }

    /// <summary>The first values of all levers together that are permitted; null for none.</summary>
    private static List<string>? First(OdrlPolicy policy, in UseRequest use, List<Lever> pulled, int at, ref int left)
    {
        foreach (var value in pulled[at].Values)
        {
            if (left <= 0)
            {
                return null;
            }

            var changed = pulled[at].With(use, value);
            if (at < pulled.Count - 1)
            {
                if (First(policy, changed, pulled, at + 1, ref left) is { } rest)
                {
                    rest.Insert(0, value);
                    return rest;
                }

                continue;
            }

            left--;
            if (PolicyDecision.Decide(policy, changed).Permitted)
            {
                return [value];
            }
        }

        return null;
    }

    /// <summary>Of each lever all values that do while the others stay; of a time the earliest is enough.</summary>
    private static List<UseChange> Changes(OdrlPolicy policy, UseRequest use, List<Lever> pulled, List<string> set) =>
        [.. pulled.Select((lever, i) => (lever.Cost, Change: new UseChange(
            lever.Operand,
            lever.Was,
            lever.Operand == "dateTime" ? [set[i]] : lever.Operand == "duty" ? set[i].Split(' ') : [.. lever.Values.Where(v => PolicyDecision.Decide(policy, pulled.Select((other, j) => (other, j)).Aggregate(use, (u, p) => p.other.With(u, p.j == i ? v : set[p.j]))).Permitted)]))).OrderBy(c => c.Cost).Select(c => c.Change)];

    private static int Cost(List<Lever> levers, int mask)
    {
        var cost = 0;
        for (var i = 0; i < levers.Count; i++)
        {
            cost += (mask & (1 << i)) != 0 ? levers[i].Cost : 0;
        }

        return cost;
    }

    private sealed record Lever(string Operand, int Cost, string Was, IReadOnlyList<string> Values, Func<UseRequest, string, UseRequest> With);
}
