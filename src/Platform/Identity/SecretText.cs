using System.Security.Cryptography;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The text of a key or ticket: <c>PREFIX_ID_SECRET</c>. The secret has 256 random bits, so a fast hash is enough.</summary>
/// <param name="Prefix">Says what it is for; ends with an underscore.</param>
/// <param name="Id">Which key or ticket.</param>
/// <param name="Secret">32 bytes.</param>
internal readonly record struct SecretText(string Prefix, Guid Id, byte[] Secret)
{
    private const int IdDigits = 32;
    private const int SecretBytes = 32;

    public byte[] Hash => SHA256.HashData(Secret);

    public static SecretText Make(string prefix, Guid id) => new(prefix, id, RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool TryParse(string prefix, string? text, out SecretText secret)
    {
        secret = default;
        var secretAt = prefix.Length + IdDigits + 1;
        if (text is null || text.Length != secretAt + (2 * SecretBytes) || text[secretAt - 1] != '_' || !text.StartsWith(prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(text.AsSpan(prefix.Length, IdDigits), "N", out var id) || !text.AsSpan(secretAt).ToString().All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        secret = new SecretText(prefix, id, Convert.FromHexString(text.AsSpan(secretAt)));
        return true;
    }

    public override string ToString() => $"{Prefix}{Id:n}_{Convert.ToHexStringLower(Secret)}";
}
