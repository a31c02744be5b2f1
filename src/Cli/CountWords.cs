using System.Globalization;

namespace KeyEcosystem.Cli;

/// <summary>How many of a thing in English, which says one otherwise than many.</summary>
internal static class CountWords
{
    /// <summary>The number and the thing.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">What one is called; many take an s.</param>
    public static string Of(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");
}
