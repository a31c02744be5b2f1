using System.Buffers.Binary;
using System.Security.Cryptography;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Hashes and checks passwords: PBKDF2 with HMAC-SHA512. Length counts, composition does not.</summary>
/// <param name="options">How many rounds.</param>
internal sealed class Passwords(NodeIdentityOptions options)
{
    public const int LengthMin = 12;
    public const int LengthMax = 200;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private readonly PasswordHasher<UserRow> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordRounds }));

    /// <summary>What is checked where there is no account, or none with a password.</summary>
    internal string Nobodys { get; } = Chance(options.PasswordRounds);

    public static Refusal? Unfit(string? password) => password is { Length: >= LengthMin and <= LengthMax } ? null : Refusal.Field("password", $"{LengthMin} to {LengthMax} characters", null);

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>The hash to keep of a right password: what was given, or a new one where that took fewer rounds than hashes take today; null for a wrong password.</summary>
    /// <remarks>Takes as long for an account without a password, or for none at all, as for one with.</remarks>
    public string? Check(string? hash, string password) =>
        hasher.VerifyHashedPassword(null!, hash ?? Nobodys, password.Length > LengthMax ? "" : password) switch
        {
            PasswordVerificationResult.Failed => null,
            PasswordVerificationResult.SuccessRehashNeeded when hash is not null => Hash(password),
            _ => hash,
        };

    /// <summary>A hash that nobody's password has, in the form of a real one (version 3 of ASP.NET Core Identity): to make a real one costs as much as a sign-in.</summary>
    private static string Chance(int rounds)
    {
        const int Numbers = 1 + (3 * sizeof(uint));
        var hash = new byte[Numbers + SaltBytes + HashBytes];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), (uint)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)rounds);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltBytes);
        RandomNumberGenerator.Fill(hash.AsSpan(Numbers));
        return Convert.ToBase64String(hash);
    }
}
