using System.Globalization;

namespace KeyEcosystem.Kernel;

/// <summary>Titles and names that people read in lists: something that is seen, in one line, in the order in which it is written.</summary>
public static class PlainText
{
    /// <summary>Whether a text may be a title or a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="charsMax">Characters at most.</param>
    public static bool IsTitle(string? text, int charsMax) => text is not null && text.Length <= charsMax && text.Any(IsSeen) && !text.Any(c => char.IsControl(c) || Turns(c));

    /// <summary>Whether a text turns the order of what stands around it, or breaks its line: it would then read as something else.</summary>
    /// <param name="text">The text.</param>
    public static bool Turns(string text) => text is not null && text.Any(Turns);

    private static bool Turns(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';

    private static bool IsSeen(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format;
}
