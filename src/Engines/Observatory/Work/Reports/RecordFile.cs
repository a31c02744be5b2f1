using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Reads facts from lines of JSON: <c>{"topic": ..., "at": ..., "body": {...}}</c>.</summary>
public static class RecordFile
{
    /// <summary>Lines, at most.</summary>
    public const int LinesMax = 2_000_000;

    /// <summary>Characters of a line, at most.</summary>
    public const int LineMax = 1_000_000;

    /// <summary>Reads them. A line that is no fact is refused by its number; a fact earlier than the one before is known at that one's instant, as in a node.</summary>
    /// <param name="lines">The lines; empty ones are left out.</param>
    /// <returns>The facts, or a refusal <c>input.field</c>.</returns>
    public static Result<ReportRecords> Read(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var facts = new List<EcosystemFact>();
        var (number, other, unreadable) = (0, 0, 0);
        var clock = DateTimeOffset.MinValue;
        foreach (var line in lines)
        {
            number++;
            if (number > LinesMax)
            {
                return Refusal.Field("lines", $"at most {LinesMax}", null);
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (One(line) is not var (topic, at, body))
            {
                return Refusal.Field($"line {number}", "a JSON object of topic (text), at (an instant such as 2026-01-31T00:00:00Z) and body (an object)", line);
            }

            clock = at > clock ? at : clock;
            if (!Topics.Subject.ContainsKey(topic))
            {
                other++;
            }
            else if (EcosystemFact.Read(number, number, clock, topic, body) is { } fact)
            {
                facts.Add(fact);
            }
            else
            {
                unreadable++;
            }
        }

        return facts.Count + other + unreadable == 0 ? Refusal.Field("records", "one fact at least", null) : new ReportRecords(facts, other, unreadable);
    }

    private static (string Topic, DateTimeOffset At, string Body)? One(string line)
    {
        if (line.Length > LineMax)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("topic", out var topic) && topic.ValueKind == JsonValueKind.String
                && root.TryGetProperty("at", out var when) && when.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(when.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
                && root.TryGetProperty("body", out var body) && body.ValueKind is JsonValueKind.Object or JsonValueKind.String
                ? (topic.GetString()!, at, body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
