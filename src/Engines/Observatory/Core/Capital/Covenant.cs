namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Money given against a milestone: an indicator is to reach a value by a day.</summary>
/// <param name="Id">Its name in the agreement.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Comparison">&gt;=, &gt;, &lt;= or &lt;, as of a <see cref="Target"/>.</param>
/// <param name="Value">The value.</param>
/// <param name="By">The last day that counts.</param>
public sealed record Covenant(string Id, string Indicator, string Comparison, double Value, DateOnly By)
{
    /// <summary>Whether a value of the indicator reaches it.</summary>
    /// <param name="value">The value.</param>
    public bool MetBy(double value) => double.IsFinite(value) && new Target(Value, null, Comparison, "", By).MetBy(value);
}
