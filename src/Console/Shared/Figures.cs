using KeyEcosystem.Contracts.Observatory;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>How figures of indicators are written.</summary>
internal static class Figures
{
    public const string Dash = "–";

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Number(double? value) => value?.ToString("#,0.####") ?? Dash;

    public static string Claim(IndicatorView view) => view.Claim is { } claim ? Sign(claim.Comparison) + Number(claim.Value) : Dash;

    public static string Target(IndicatorView view) => view.Target switch
    {
        null => Dash,
        { High: { } high } target => $"{Number(target.Low)}–{Number(high)}",
        { } target => Sign(target.Comparison) + Number(target.Low),
    };

    /// <summary>How much of the target a value is, in percent, so that more is better; null when it can't be told.</summary>
    public static double? Attained(IndicatorView view, double? value)
    {
        if (view.Target is not { } target || value is not { } has)
        {
            return null;
        }

        var share = view.Direction == "down" ? target.Low / has : has / target.Low;
        return double.IsFinite(share) ? share * 100 : null;
    }

    private static string Sign(string comparison) => comparison switch
    {
        "=" => "",
        ">=" => "≥ ",
        "<=" => "≤ ",
        _ => comparison + " ",
    };
}
