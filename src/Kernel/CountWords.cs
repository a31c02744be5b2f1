using System.Globalization;

namespace KeyEcosystem.Kernel;

/// <summary>How many of a thing in English, which says one otherwise than many.</summary>
public static class CountWords
{
    /// <summary>The number and the thing.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">What one is called; many take an s.</param>
    public static string Of(long count, string thing) => Of(count, thing, thing + "s");

    /// <summary>The number and the thing.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one is called.</param>
    /// <param name="many">What several are called.</param>
    public static string Of(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
