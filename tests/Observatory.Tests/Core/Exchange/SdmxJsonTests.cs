using System.Text.Json;
using CsCheck;
using KeyEcosystem.Observatory.Core.Exchange;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Exchange;

/// <summary>Messages of SDMX-JSON 2.0.0: by hand, by the rules of its schema, and read back in a slow obvious way.</summary>
[Trait("Store", "none")]
public sealed class SdmxJsonTests
{
    private static readonly SdmxMessage Message = new("msg-1", Sets.Known, "CKE", "Node", "节点");
    private static readonly Dictionary<string, IndicatorNames> Names = new() { ["I01"] = new("Core AI industry", "AI 核心产业规模") };

    [Fact]
    public void A_series_is_told_as_the_samples_of_the_standard_tell_it()
    {
        var root = Root(Sets.Two);
        var (structure, data) = (root.GetProperty("data").GetProperty("structures")[0], root.GetProperty("data").GetProperty("dataSets")[0]);

        Assert.Equal("""[8000.5,0,0,0,0]""", data.GetProperty("series").GetProperty("0:0").GetProperty("observations").GetProperty("0").GetRawText());
        Assert.Equal("""[null,1,null,null,null]""", data.GetProperty("series").GetProperty("0:0").GetProperty("observations").GetProperty("1").GetRawText());
        Assert.Equal("""[{"urn":"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=CKE:IND(1.0.0)","rel":"dataflow"}]""", data.GetProperty("links").GetRawText());
        Assert.Equal("""{"id":"I01","name":"Core AI industry","names":{"en":"Core AI industry","zh":"AI 核心产业规模"}}""", structure.GetProperty("dimensions").GetProperty("series")[0].GetProperty("values")[0].GetRawText());
        Assert.Equal("""{"id":"2024","name":"2024","start":"2024-01-01T00:00:00Z","end":"2024-12-31T23:59:59Z"}""", structure.GetProperty("dimensions").GetProperty("observation")[0].GetProperty("values")[0].GetRawText());
        Assert.Equal("2026-03-01T08:00:00Z", root.GetProperty("meta").GetProperty("prepared").GetString());
        Assert.Equal(["OBS_STATUS", "UNIT_MEASURE", "VINTAGE", "SOURCE"], structure.GetProperty("attributes").GetProperty("observation").EnumerateArray().Select(a => a.GetProperty("id").GetString()!));
    }

    [Fact]
    public void Every_message_says_its_set_and_keeps_the_rules_of_the_schema() =>
        Sets.Any.Sample(set =>
        {
            var root = Root(set);
            Assert.Empty(Broken(root));
            Assert.Equal(set.Observations.Select(Told).Order(StringComparer.Ordinal), Read(root).Order(StringComparer.Ordinal));
        });

    [Fact]
    public void The_check_finds_a_message_that_breaks_the_rules()
    {
        var text = SdmxJson.Write(Sets.Two, Message, Names);

        Assert.NotEmpty(Broken(Parsed(text.Replace("\"keyPosition\":2", "\"position\":2", StringComparison.Ordinal))));
        Assert.NotEmpty(Broken(Parsed(text.Replace("\"Information\"", "\"Merge\"", StringComparison.Ordinal))));
        Assert.NotEmpty(Broken(Parsed(text.Replace("[8000.5,0,0,0,0]", "[8000.5,0,0,0,1]", StringComparison.Ordinal))));
        Assert.NotEqual(Sets.Two.Observations.Select(Told), Read(Parsed(text.Replace("8000.5", "8000.6", StringComparison.Ordinal))));
    }

    private static JsonElement Root(ObservationSet set) => Parsed(SdmxJson.Write(set, Message, Names));

    private static JsonElement Parsed(string text) => JsonDocument.Parse(text).RootElement;

    private static string Told(Observation o) => string.Join('|', o.Indicator, FrequencyCodes.Of(o.Period.Frequency), o.Period, o.ValueText, o.Status.Code, o.Unit, o.VintageText, o.Source);

    /// <summary>Each observation by following its places, as a client would.</summary>
    private static List<string> Read(JsonElement root)
    {
        var told = new List<string>();
        foreach (var (structure, data) in root.GetProperty("data").GetProperty("structures").EnumerateArray().Zip(root.GetProperty("data").GetProperty("dataSets").EnumerateArray()))
        {
            var dimensions = structure.GetProperty("dimensions");
            var attributes = structure.GetProperty("attributes").GetProperty("observation").EnumerateArray().ToList();
            foreach (var series in data.GetProperty("series").EnumerateObject())
            {
                var key = series.Name.Split(':').Select((place, at) => dimensions.GetProperty("series")[at].GetProperty("values")[int.Parse(place)].GetProperty("id").GetString());
                foreach (var seen in series.Value.GetProperty("observations").EnumerateObject())
                {
                    var value = seen.Value[0].ValueKind == JsonValueKind.Null ? "" : seen.Value[0].GetDouble().ToString("R");
                    var period = dimensions.GetProperty("observation")[0].GetProperty("values")[int.Parse(seen.Name)].GetProperty("id").GetString();
                    var texts = attributes.Select((a, i) => seen.Value[i + 1].ValueKind == JsonValueKind.Null ? "" : Text(a.GetProperty("values")[seen.Value[i + 1].GetInt32()]));
                    told.Add(string.Join('|', [.. key, period, value, .. texts]));
                }
            }
        }

        return told;

        static string Text(JsonElement value) => (value.TryGetProperty("id", out var id) ? id : value.GetProperty("value")).GetString()!;
    }

    private static bool IsId(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '$' or '-');

    /// <summary>The rules of the schema that a message of ours could break.</summary>
    private static List<string> Broken(JsonElement root)
    {
        var broken = new List<string>();
        void Rule(bool holds, string rule)
        {
            if (!holds)
            {
                broken.Add(rule);
            }
        }

        var meta = root.GetProperty("meta");
        Rule(IsId(meta.GetProperty("id").GetString()!), "meta.id");
        Rule(meta.TryGetProperty("prepared", out _) && meta.GetProperty("sender").TryGetProperty("id", out _), "meta: id, prepared, sender");
        foreach (var structure in root.GetProperty("data").GetProperty("structures").EnumerateArray())
        {
            var dimensions = structure.GetProperty("dimensions").EnumerateObject().SelectMany(d => d.Value.EnumerateArray()).ToList();
            Rule(dimensions.TrueForAll(d => d.TryGetProperty("id", out _) && d.TryGetProperty("keyPosition", out _) && d.TryGetProperty("values", out var v) && v.GetArrayLength() > 0), "dimension: id, keyPosition, values");
            Rule(dimensions.TrueForAll(d => d.GetProperty("values").EnumerateArray().All(v => IsId(v.GetProperty("id").GetString()!) && v.TryGetProperty("name", out _))), "dimension values: id and name");
            Rule(dimensions.TrueForAll(d => d.GetProperty("values").EnumerateArray().Select(v => v.GetRawText()).Distinct().Count() == d.GetProperty("values").GetArrayLength()), "values are unique");
            foreach (var attribute in structure.GetProperty("attributes").GetProperty("observation").EnumerateArray())
            {
                Rule(attribute.TryGetProperty("id", out _) && attribute.TryGetProperty("relationship", out _), "attribute: id, relationship");
                Rule(!attribute.TryGetProperty("values", out var values) || (values.GetArrayLength() > 0 && values.EnumerateArray().All(v => v.TryGetProperty("id", out _) != v.TryGetProperty("value", out _))), "attribute values: id or value");
            }
        }

        foreach (var data in root.GetProperty("data").GetProperty("dataSets").EnumerateArray())
        {
            Rule(data.GetProperty("action").GetString() is "Information" or "Append" or "Replace" or "Delete", "action");
            Rule(data.GetProperty("links").EnumerateArray().All(l => l.TryGetProperty("rel", out _) && (l.TryGetProperty("urn", out _) || l.TryGetProperty("href", out _))), "links");
            var attributes = root.GetProperty("data").GetProperty("structures")[0].GetProperty("attributes").GetProperty("observation").EnumerateArray().Select(a => a.TryGetProperty("values", out var v) ? v.GetArrayLength() : 0).ToList();
            foreach (var series in data.GetProperty("series").EnumerateObject())
            {
                Rule(series.Name.Split(':').All(p => p.Length > 0 && p.All(char.IsAsciiDigit)), "series key");
                Rule(series.Value.GetProperty("observations").EnumerateObject().All(o => o.Value.EnumerateArray().Skip(1).Select((p, i) => p.ValueKind == JsonValueKind.Null || (p.GetInt32() >= 0 && p.GetInt32() < attributes[i])).All(h => h)), "places lie within their values");
            }
        }

        return broken;
    }
}
