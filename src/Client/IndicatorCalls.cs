using System.Globalization;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Observatory;

namespace KeyEcosystem.Client;

/// <summary>Calls of the Observatory.</summary>
public static class IndicatorCalls
{
    private const string Root = "observatory/v1/indicators";

    /// <summary>The indicators at an instant.</summary>
    /// <param name="http">The node.</param>
    /// <param name="set">seed, platform or all.</param>
    /// <param name="asOf">A past instant; null for now.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IndicatorsView> Indicators(this NodeHttp http, string set, string? asOf, bool demonstration, CancellationToken stop) =>
        http.Get<IndicatorsView>(Root + Query(demonstration, ("set", set), ("asOf", asOf)), stop);

    /// <summary>One indicator.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Indicator id.</param>
    /// <param name="asOf">A past instant; null for now.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IndicatorView> Indicator(this NodeHttp http, string id, string? asOf, bool demonstration, CancellationToken stop) =>
        http.Get<IndicatorView>($"{Root}/{Uri.EscapeDataString(id)}{Query(demonstration, ("asOf", asOf))}", stop);

    /// <summary>The first facts behind a value.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Indicator id.</param>
    /// <param name="asOf">A past instant; null for now.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    public static Task<IndicatorRecordsView> IndicatorRecords(this NodeHttp http, string id, string? asOf, bool demonstration, CancellationToken stop, string? cursor = null) =>
        http.Get<IndicatorRecordsView>($"{Root}/{Uri.EscapeDataString(id)}/records{Query(demonstration, ("asOf", asOf), ("limit", "500"), ("cursor", cursor))}", stop);

    /// <summary>An indicator over time.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Indicator id.</param>
    /// <param name="from">First instant; null for 30 days before the last.</param>
    /// <param name="to">Last instant; null for now.</param>
    /// <param name="step">Days, or hours:minutes:seconds; null for a day.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IndicatorSeriesView> IndicatorSeries(this NodeHttp http, string id, string? from, string? to, string? step, bool demonstration, CancellationToken stop) =>
        http.Get<IndicatorSeriesView>($"{Root}/{Uri.EscapeDataString(id)}/series{Query(demonstration, ("from", from), ("to", to), ("step", step))}", stop);

    /// <summary>What is expected of an indicator, and how likely its target is reached.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Indicator id.</param>
    /// <param name="basis">measured or claims; null for measured.</param>
    /// <param name="frequency">year, quarter, month or day; null for month of what is measured and year of claims.</param>
    /// <param name="steps">How many periods ahead; null for those up to the target's date.</param>
    /// <param name="levels">Levels of the intervals such as 80,95; null for these.</param>
    /// <param name="asOf">What was known then; null for now.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ForecastView> ForecastIndicator(this NodeHttp http, string id, string? basis, string? frequency, int? steps, string? levels, string? asOf, bool demonstration, CancellationToken stop) =>
        http.Get<ForecastView>($"{Root}/{Uri.EscapeDataString(id)}/forecast{Query(demonstration, ("basis", basis), ("frequency", frequency), ("steps", steps?.ToString(CultureInfo.InvariantCulture)), ("levels", levels), ("asOf", asOf))}", stop);

    /// <summary>Figures from outside as they were known at an instant.</summary>
    /// <param name="http">The node.</param>
    /// <param name="series">An indicator or an outside series; null for all.</param>
    /// <param name="asOf">A past instant; null for now.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<ClaimEntryView>> Claims(this NodeHttp http, string? series, string? asOf, string? cursor, CancellationToken stop) =>
        http.Get<Page<ClaimEntryView>>($"observatory/v1/claims{QueryText.Of(("series", series), ("asOf", asOf), ("cursor", cursor))}", stop);

    /// <summary>Enters a figure that somebody outside states; an operator's.</summary>
    /// <param name="http">The node.</param>
    /// <param name="claim">The figure.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ClaimEntryView> StateClaim(this NodeHttp http, ClaimStatement claim, CancellationToken stop) => http.Post<ClaimEntryView>("observatory/v1/claims", claim, stop);

    /// <summary>The model of the ecosystem.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ScenarioModelView> ScenarioModel(this NodeHttp http, CancellationToken stop) => http.Get<ScenarioModelView>("observatory/v1/scenarios/model", stop);

    /// <summary>What comes of levers as they are set.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">The levers.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ScenarioView> RunScenario(this NodeHttp http, ScenarioRequest request, CancellationToken stop) => http.Post<ScenarioView>("observatory/v1/scenarios", request, stop);

    private static string Query(bool demonstration, params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = "?demonstration=" + (demonstration ? "true" : "false");
        foreach (var (name, value) in parts)
        {
            query += value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }
}
