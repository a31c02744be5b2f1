namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Codes of frequencies and their names.</summary>
public static class FrequencyCodes
{
    private const string Codes = "ASQMWD";

    /// <summary>The code.</summary>
    /// <param name="frequency">The frequency.</param>
    public static string Of(ObservationFrequency frequency) => Codes[(int)frequency].ToString();

    /// <summary>The frequency of a code; null where it is none of A, S, Q, M, W and D.</summary>
    /// <param name="code">The code.</param>
    public static ObservationFrequency? Named(string code) => code is { Length: 1 } && Codes.IndexOf(code[0], StringComparison.Ordinal) is >= 0 and var at ? (ObservationFrequency)at : null;

    /// <summary>Its name in English and Chinese.</summary>
    /// <param name="frequency">The frequency.</param>
    public static (string En, string Zh) Words(ObservationFrequency frequency) => frequency switch
    {
        ObservationFrequency.Annual => ("Annual", "年度"),
        ObservationFrequency.HalfYearly => ("Half-yearly", "半年度"),
        ObservationFrequency.Quarterly => ("Quarterly", "季度"),
        ObservationFrequency.Monthly => ("Monthly", "月度"),
        ObservationFrequency.Weekly => ("Weekly", "每周"),
        ObservationFrequency.Daily => ("Daily", "每日"),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "No such frequency."),
    };
}
