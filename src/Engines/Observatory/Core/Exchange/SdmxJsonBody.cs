using System.Globalization;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Structure and data set of a message: values are named once and told by their places.</summary>
internal sealed class SdmxJsonBody(ObservationSet set, IReadOnlyDictionary<string, IndicatorNames> names)
{
    private readonly CodeIndex<string> indicators = new(set.Observations.Select(o => o.Indicator));
    private readonly CodeIndex<ObservationFrequency> frequencies = new(set.Observations.Select(o => o.Period.Frequency));
    private readonly CodeIndex<TimePeriod> periods = new(set.Observations.Select(o => o.Period).OrderBy(p => p.Start).ThenBy(p => p.Frequency));
    private readonly CodeIndex<string> statuses = new(set.Observations.Select(o => o.Status.Code));
    private readonly CodeIndex<string> units = new(set.Observations.Select(o => o.Unit).Where(u => u.Length > 0));
    private readonly CodeIndex<string> vintages = new(set.Observations.Select(o => o.VintageText).Where(v => v.Length > 0));
    private readonly CodeIndex<string> sources = new(set.Observations.Select(o => o.Source).Where(s => s.Length > 0));

    public static JsonObject Named(JsonObject node, string en, string zh)
    {
        node["name"] = en;
        node["names"] = new JsonObject { ["en"] = en, ["zh"] = zh };
        return node;
    }

    public JsonObject Structure() => Named(
        new JsonObject
        {
            ["links"] = Links(),
            ["dimensions"] = new JsonObject
            {
                ["series"] = new JsonArray(
                    Dimension("INDICATOR", "Indicator", "指标", 0, null, indicators.Values.Select(Indicator)),
                    Dimension("FREQ", "Frequency", "频率", 1, "FREQ", frequencies.Values.Select(f => Named(new JsonObject { ["id"] = FrequencyCodes.Of(f) }, FrequencyCodes.Words(f).En, FrequencyCodes.Words(f).Zh)))),
                ["observation"] = new JsonArray(Dimension("TIME_PERIOD", "Time period", "时期", 2, "TIME_PERIOD", periods.Values.Select(Period))),
            },
            ["measures"] = new JsonObject
            {
                ["observation"] = new JsonArray(Named(new JsonObject { ["id"] = "OBS_VALUE", ["isMandatory"] = false, ["format"] = new JsonObject { ["dataType"] = "Double" } }, "Observation value", "观测值")),
            },
            ["attributes"] = new JsonObject
            {
                ["observation"] = new JsonArray(
                    [
                        Attribute("OBS_STATUS", "Observation status", "观测状态", statuses.Values.Select(c => ObservationStatuses.Named(c)!).Select(s => Named(new JsonObject { ["id"] = s.Code }, s.En, s.Zh))),
                        Attribute("UNIT_MEASURE", "Unit of measure", "计量单位", units.Values.Select(Plain)),
                        Attribute("VINTAGE", "Known at", "版本时刻", vintages.Values.Select(Plain)),
                        Attribute("SOURCE", "Source", "来源", sources.Values.Select(Plain)),
                    ]),
            },
            ["dataSets"] = new JsonArray(0),
        },
        "Indicators of the ecosystem",
        "生态指标");

    public JsonObject DataSet() => new()
    {
        ["structure"] = 0,
        ["action"] = "Information",
        ["links"] = Links(),
        ["series"] = new JsonObject(set.Observations
            .GroupBy(o => (Indicator: indicators[o.Indicator], Frequency: frequencies[o.Period.Frequency]))
            .Select(g => KeyValuePair.Create<string, JsonNode?>(
                $"{g.Key.Indicator}:{g.Key.Frequency}",
                new JsonObject { ["observations"] = new JsonObject(g.Select(o => KeyValuePair.Create<string, JsonNode?>($"{periods[o.Period]}", Observed(o)))) }))),
    };

    /// <summary>The measure, then the attributes by their places; null where there is none.</summary>
    private JsonArray Observed(Observation o) => new(o.Value, statuses[o.Status.Code], Place(units, o.Unit), Place(vintages, o.VintageText), Place(sources, o.Source));

    private static JsonValue? Place(CodeIndex<string> index, string text) => text.Length > 0 ? JsonValue.Create(index[text]) : null;

    private JsonObject Indicator(string id)
    {
        var (en, zh) = names.TryGetValue(id, out var known) ? (known.En, known.Zh) : (id, id);
        return Named(new JsonObject { ["id"] = id }, en, zh);
    }

    private static JsonObject Period(TimePeriod period) => new()
    {
        ["id"] = period.ToString(),
        ["name"] = period.ToString(),
        ["start"] = period.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z",
        ["end"] = period.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T23:59:59Z",
    };

    private static JsonObject Plain(string text) => new() { ["value"] = text };

    private static JsonObject Dimension(string id, string en, string zh, int position, string? role, IEnumerable<JsonObject> values)
    {
        var dimension = Named(new JsonObject { ["id"] = id, ["keyPosition"] = position }, en, zh);
        if (role is not null)
        {
            dimension["roles"] = new JsonArray(role);
        }

        dimension["values"] = new JsonArray([.. values]);
        return dimension;
    }

    /// <summary>An attribute of observations. A list of values may not be empty: of one that nothing uses the form alone is told.</summary>
    private static JsonObject Attribute(string id, string en, string zh, IEnumerable<JsonObject> values)
    {
        var attribute = Named(new JsonObject { ["id"] = id, ["relationship"] = new JsonObject { ["observation"] = new JsonObject() } }, en, zh);
        if (values.ToList() is { Count: > 0 } used)
        {
            attribute["values"] = new JsonArray([.. used]);
        }
        else
        {
            attribute["format"] = new JsonObject { ["dataType"] = "String" };
        }

        return attribute;
    }

    private JsonArray Links() => new(new JsonObject { ["urn"] = $"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={set.Flow}", ["rel"] = "dataflow" });
}
