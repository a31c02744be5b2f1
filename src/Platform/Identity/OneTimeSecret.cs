using System.Security.Cryptography;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The text of a ticket: <c>tkt_ID_SECRET</c>. The secret has 256 random bits, so a fast hash is enough.</summary>
/// <param name="Id">Which ticket.</param>
/// <param name="Secret">32 bytes.</param>
internal readonly record struct OneTimeSecret(Guid Id, byte[] Secret)
{
    private const string Prefix = "tkt_";
    private const int SecretBytes = 32;
    private const int SecretAt = 37;

    public byte[] Hash => SHA256.HashData(Secret);

    public static OneTimeSecret Make(Guid id) => new(id, RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool TryParse(string? text, out OneTimeSecret secret)
    {
        secret = default;
        if (text is null || text.Length != SecretAt + (2 * SecretBytes) || text[SecretAt - 1] != '_' || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length, 32), "N", out var id) || !text.AsSpan(SecretAt).ToString().All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        secret = new OneTimeSecret(id, Convert.FromHexString(text.AsSpan(SecretAt)));
        return true;
    }

    public override string ToString() => $"{Prefix}{Id:n}_{Convert.ToHexStringLower(Secret)}";
}
