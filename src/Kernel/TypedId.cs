namespace KeyEcosystem.Kernel;

/// <summary>Text form of typed ids.</summary>
public static class TypedId
{
    /// <summary>Prefix, underscore, 32 lower-case hexadecimal digits.</summary>
    /// <typeparam name="T">The id type.</typeparam>
    /// <param name="id">The id to write.</param>
    public static string Format<T>(T id)
        where T : struct, ITypedId<T> => $"{T.Prefix}_{id.Value:n}";

    /// <summary>Reads the text form; another noun's prefix is refused.</summary>
    /// <typeparam name="T">The id type that is expected.</typeparam>
    /// <param name="text">Text from outside.</param>
    /// <param name="id">The id when the answer is true.</param>
    public static bool TryParse<T>(string? text, out T id)
        where T : struct, ITypedId<T>
    {
        id = default;
        if (text is null || text.Length != T.Prefix.Length + 33 || text[T.Prefix.Length] != '_' || !text.StartsWith(T.Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (!Guid.TryParseExact(text.AsSpan(T.Prefix.Length + 1), "N", out var value))
        {
            return false;
        }

        id = T.From(value);
        return true;
    }
}
