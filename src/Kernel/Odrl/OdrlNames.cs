using System.Text.Json;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>The one spelling of names: those of ODRL without prefix, others with the prefixes of the policy's context written out.</summary>
internal sealed class OdrlNames
{
    private const string Odrl = "http://www.w3.org/ns/odrl/2/";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    private const int PrefixesMax = 100;
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);

    public static OdrlNames Plain { get; } = new();

    public static OdrlNames Of(JsonElement context)
    {
        var names = new OdrlNames();
        names.Add(context);
        return names;
    }

    public string Short(string name)
    {
        if (name.StartsWith("odrl:", StringComparison.Ordinal))
        {
            return name[5..];
        }

        if (name.StartsWith(Odrl, StringComparison.Ordinal) && name.Length > Odrl.Length)
        {
            return name[Odrl.Length..];
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && prefixes.Count > 0 && prefixes.TryGetValue(name[..colon], out var iri))
        {
            var full = iri + name[(colon + 1)..];
            return full.StartsWith(Odrl, StringComparison.Ordinal) && full.Length > Odrl.Length ? full[Odrl.Length..] : full;
        }

        return name;
    }

    /// <summary>A data type without its prefix.</summary>
    public string Type(string name)
    {
        var full = Short(name);
        return full.StartsWith("xsd:", StringComparison.Ordinal) ? full[4..] : full.StartsWith("xs:", StringComparison.Ordinal) ? full[3..] : full.StartsWith(Xsd, StringComparison.Ordinal) ? full[Xsd.Length..] : full;
    }

    private void Add(JsonElement context)
    {
        if (context.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in context.EnumerateArray())
            {
                if (part.ValueKind == JsonValueKind.Object)
                {
                    Add(part);
                }
            }
        }
        else if (context.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in context.EnumerateObject())
            {
                // A term that stands for one name is no prefix; those end where a name can go on.
                if (prefixes.Count < PrefixesMax && entry.Value.ValueKind == JsonValueKind.String && entry.Value.GetString() is { Length: > 0 } iri && iri[^1] is '/' or '#' or ':')
                {
                    prefixes[entry.Name] = iri;
                }
            }
        }
    }
}
