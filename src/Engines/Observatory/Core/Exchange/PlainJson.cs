using System.Text.Json.Nodes;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Observations as plain JSON.</summary>
public static class PlainJson
{
    /// <summary>Writes a set: <c>{"flow": "CKE:IND(1.0.0)", "observations": [...]}</c>.</summary>
    /// <param name="set">The set.</param>
    public static string Write(ObservationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return ExchangeJson.Text(new JsonObject
        {
            ["flow"] = set.Flow.ToString(),
            ["observations"] = new JsonArray([.. set.Observations.Select(o => new JsonObject
            {
                ["indicator"] = o.Indicator,
                ["frequency"] = FrequencyCodes.Of(o.Period.Frequency),
                ["period"] = o.Period.ToString(),
                ["value"] = o.Value,
                ["status"] = o.Status.Code,
                ["unit"] = o.Unit.Length > 0 ? o.Unit : null,
                ["source"] = o.Source.Length > 0 ? o.Source : null,
                ["vintage"] = o.Vintage is null ? null : o.VintageText,
            })]),
        });
    }
}
