using System.Text;

namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>Names as XMILE compares them: case does not count, and any run of blanks, underscores and line breaks is one underscore.</summary>
public static class Names
{
    /// <summary>The form in which names are compared.</summary>
    /// <param name="name">A name, with or without quotes.</param>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = new StringBuilder(name.Length);
        var gap = false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '\\' && i + 1 < name.Length && name[i + 1] is 'n' or 'r' or 't')
            {
                gap = true;
                i++;
            }
            else if (c == '\\' && i + 1 < name.Length && name[i + 1] is '"' or '\\')
            {
                continue;
            }
            else if (c == '_' || char.IsWhiteSpace(c))
            {
                gap = true;
            }
            else if (c != '"')
            {
                if (gap && folded.Length > 0)
                {
                    folded.Append('_');
                }

                gap = false;
                folded.Append(c);
            }
        }

        return folded.ToString().ToUpperInvariant();
    }

    /// <summary>The form in which names are shown: blanks for line breaks, no quotes around.</summary>
    /// <param name="name">A name as the file has it.</param>
    internal static string Shown(string name)
    {
        var shown = name.Replace("\\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').Trim();
        shown = shown.Length >= 2 && shown[0] == '"' && shown[^1] == '"' ? shown[1..^1] : shown;
        while (shown.Contains("  ", StringComparison.Ordinal))
        {
            shown = shown.Replace("  ", " ", StringComparison.Ordinal);
        }

        return shown;
    }
}
