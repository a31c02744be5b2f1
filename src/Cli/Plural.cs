using System.Globalization;

namespace KeyEcosystem.Cli;

/// <summary>Numbers of things in English: one job, two jobs.</summary>
internal static class Plural
{
    /// <summary>The number with its word.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one, whose plural takes an s.</param>
    public static string Of(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
