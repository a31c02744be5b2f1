using System.Text.Json.Nodes;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>A data message of SDMX-JSON 2.0.0 (SDMX 3.0): series by INDICATOR and FREQ, observations by TIME_PERIOD.</summary>
public static class SdmxJson
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.sdmx.data+json; version=2.0.0";

    private const string Schema = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json";

    /// <summary>Writes a set. Of an empty one there is neither structure nor data set: both would have to name a value.</summary>
    /// <param name="set">The set.</param>
    /// <param name="message">What the message says of itself.</param>
    /// <param name="names">Names of indicators by id; one that is not there is called by its id.</param>
    public static string Write(ObservationSet set, SdmxMessage message, IReadOnlyDictionary<string, IndicatorNames> names)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(names);
        var body = new SdmxJsonBody(set, names);
        var empty = set.Observations.Count == 0;
        return ExchangeJson.Text(new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["schema"] = Schema,
                ["id"] = message.Id,
                ["prepared"] = message.Prepared.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                ["test"] = false,
                ["contentLanguages"] = new JsonArray("zh", "en"),
                ["sender"] = SdmxJsonBody.Named(new JsonObject { ["id"] = message.SenderId }, message.SenderEn, message.SenderZh),
            },
            ["data"] = new JsonObject
            {
                ["structures"] = empty ? [] : new JsonArray(body.Structure()),
                ["dataSets"] = empty ? [] : new JsonArray(body.DataSet()),
            },
        });
    }
}
