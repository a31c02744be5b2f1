using System.Text.Json;

namespace KeyEcosystem.Observatory.Core;

/// <summary>A lasting fact as the observatory reads it. Fields that a topic does not have stay null or 0.</summary>
/// <param name="Position">Its place in the order of facts.</param>
/// <param name="Evidence">Sequence of the evidence record it was committed with.</param>
/// <param name="KnownAt">When the store took it, never before an earlier fact.</param>
/// <param name="Topic">Versioned topic.</param>
/// <param name="Subject">Id of the thing in text form.</param>
/// <param name="Text">The text fields by name.</param>
/// <param name="Numbers">The whole numbers by name.</param>
/// <param name="Demonstration">Whether the fact itself says that it belongs to a demonstration or to a trial: neither is measured.</param>
public sealed record EcosystemFact(long Position, long Evidence, DateTimeOffset KnownAt, string Topic, string Subject, IReadOnlyDictionary<string, string> Text, IReadOnlyDictionary<string, long> Numbers, bool Demonstration)
{
    /// <summary>A text field, or null.</summary>
    /// <param name="name">Its name.</param>
    public string? Of(string name) => Text.GetValueOrDefault(name);

    /// <summary>A number, 0 when absent.</summary>
    /// <param name="name">Its name.</param>
    public long Number(string name) => Numbers.GetValueOrDefault(name);

    /// <summary>A flag that is written as true or false.</summary>
    /// <param name="name">Its name.</param>
    public bool Is(string name) => Of(name) == "true";

    /// <summary>Reads a fact; null when its body is not what its topic promises.</summary>
    /// <param name="position">Its place.</param>
    /// <param name="evidence">The record.</param>
    /// <param name="knownAt">When the store took it.</param>
    /// <param name="topic">Versioned topic.</param>
    /// <param name="body">JSON.</param>
    public static EcosystemFact? Read(long position, long evidence, DateTimeOffset knownAt, string topic, string body)
    {
        if (!Topics.Subject.TryGetValue(topic, out var subjectField))
        {
            return null;
        }

        var text = new Dictionary<string, string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(body);
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind == JsonValueKind.String)
                {
                    text[string.Intern(field.Name)] = Shared(field.Name, field.Value.GetString()!);
                }
                else if (field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                {
                    text[string.Intern(field.Name)] = field.Value.GetBoolean() ? "true" : "false";
                }
                else if (field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetInt64(out var number))
                {
                    numbers[string.Intern(field.Name)] = number;
                }
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }

        return text.TryGetValue(subjectField, out var subject)
            ? new EcosystemFact(position, evidence, knownAt, topic, subject, text, numbers, text.GetValueOrDefault("demonstration") == "true" || text.GetValueOrDefault("trial") == "true")
            : null;
    }

    /// <summary>Words that come again and again are kept once; ids are not worth it.</summary>
    private static string Shared(string name, string value) => name is "state" or "kind" or "outcome" or "type" or "role" or "country" or "industry" or "sector" or "providerSector" or "consumerSector" or "origin" or "class" or "precision" ? string.Intern(value) : value;
}
