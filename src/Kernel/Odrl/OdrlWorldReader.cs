using System.Text.Json;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reads requests and states of the world.</summary>
public static class OdrlWorldReader
{
    /// <summary>Reads a request: a policy whose permissions say what is asked for.</summary>
    /// <param name="json">The request's object.</param>
    /// <returns>One entry for each permission asked for, or <c>policy.malformed</c>.</returns>
    public static Result<IReadOnlyList<OdrlRequest>> Requests(JsonElement json)
    {
        var read = OdrlReader.Read(json);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var asked = read.Value.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).ToList();
        return asked.Count > 0
            ? asked.ConvertAll(r => new OdrlRequest(r.Id, r.Actions is [var action, ..] ? action.Name : "", One(r.Targets), One(r.Assignees), One(r.Assigners)))
            : OdrlReader.Wrong("$.permission", "what is asked for: action, target, assignee");

        static string? One(IReadOnlyList<OdrlScope> scopes) => scopes is [var scope, ..] ? scope.Id : null;
    }

    /// <summary>Reads a state of the world: currentTime, timeZone, partOf, existingReports, operands, about.</summary>
    /// <param name="json">The state's object.</param>
    /// <returns>The state, or <c>policy.malformed</c>.</returns>
    public static Result<OdrlWorld> World(JsonElement json) => OdrlReader.Guarded(() => Read(new OdrlNode(json, "$", OdrlNames.Plain)));

    private static OdrlWorld Read(OdrlNode root)
    {
        var (operands, at) = (Values(root, "operands"), (DateTimeOffset?)null);
        if (root.Text("currentTime") is { } time)
        {
            at = InstantOf(time) ?? throw new PolicyFormatException("$.currentTime", "an instant such as 2027-01-31T12:00:00Z");
        }

        var zone = root.Text("timeZone") is { } named ? ZoneOf(named) ?? throw new PolicyFormatException("$.timeZone", "a zone such as Z or +08:00") : (TimeSpan?)null;
        return new OdrlWorld(at, operands, PartOf(root), Duties(root), root["about"] is { } about ? AboutEach(about, "$.about") : null, zone);
    }

    private static TimeSpan? ZoneOf(string text) =>
        XsdText.Instant("2000-01-02T00:00:00" + text) is { First: { Floating: false } point } ? TimeSpan.FromTicks(new DateTime(2000, 1, 2).Ticks - (long)point.At) : null;

    private static DateTimeOffset? InstantOf(string text) =>
        XsdText.Instant(text) is { } value && value.First.At is >= 0 and var ticks && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset((long)ticks, TimeSpan.Zero) : null;

    private static Dictionary<string, IReadOnlyList<OdrlValue>> Values(OdrlNode of, string name) => of[name] is { } json ? ValuesOf(json, $"{of.Path}.{name}") : new(StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<OdrlValue>> ValuesOf(JsonElement json, string path)
    {
        var node = new OdrlNode(json, path, OdrlNames.Plain);
        return node.Names.ToDictionary(n => n, n => (IReadOnlyList<OdrlValue>)[.. node.All(n).Select(v => OdrlValues.Read(v.Json, v.Path, OdrlNames.Plain, n, null))], StringComparer.Ordinal);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<OdrlValue>>> AboutEach(JsonElement json, string path)
    {
        var node = new OdrlNode(json, path, OdrlNames.Plain);
        return node.Names.ToDictionary(n => n, n => (IReadOnlyDictionary<string, IReadOnlyList<OdrlValue>>)ValuesOf(node[n]!.Value, $"{path}.{n}"), StringComparer.Ordinal);
    }

    private static Dictionary<string, IReadOnlyList<string>> PartOf(OdrlNode root)
    {
        if (root["partOf"] is not { } json)
        {
            return new(StringComparer.Ordinal);
        }

        var node = new OdrlNode(json, "$.partOf", OdrlNames.Plain);
        return node.Names.ToDictionary(n => n, n => (IReadOnlyList<string>)[.. node.All(n).Select(v => OdrlNode.TextOf(v.Json, v.Path, OdrlNames.Plain))], StringComparer.Ordinal);
    }

    private static List<OdrlDutyState> Duties(OdrlNode root)
    {
        var duties = new List<OdrlDutyState>();
        foreach (var policy in root.Nodes("existingReports"))
        {
            DateTimeOffset? created = (policy.Text("dct:created") ?? policy.Text("created")) is { } text ? InstantOf(text) : null;
            IEnumerable<OdrlNode> reports = policy["ruleReport"] is null ? [policy] : policy.Nodes("ruleReport");
            foreach (var report in reports)
            {
                if (report.Text("@type") is { } type && Word(type) == "DutyReport")
                {
                    duties.Add(new OdrlDutyState(report.Id() ?? report.Path, report.Text("rule") ?? "", Word(report.Text("deonticState")) ?? "NonSet", Word(report.Text("performanceState")) ?? "Unknown", created));
                }
            }
        }

        return duties;
    }

    /// <summary>A state's name without what stands before it.</summary>
    private static string? Word(string? name) => name is null ? null : OdrlOperands.Local(name);
}
