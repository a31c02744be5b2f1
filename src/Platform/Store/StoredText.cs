namespace KeyEcosystem.Platform.Store;

/// <summary>What text both stores take: PostgreSQL knows no NUL, and neither keeps half a surrogate pair.</summary>
internal static class StoredText
{
    /// <summary>Why a text can't be stored or asked for; null when it can.</summary>
    public static string? Fault(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return "holds a NUL character";
            }

            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return "holds half a character";
                }

                i++;
            }
        }

        return null;
    }
}
