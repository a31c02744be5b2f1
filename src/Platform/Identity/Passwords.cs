using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Hashes and checks passwords: PBKDF2 with HMAC-SHA512, 210,000 rounds. Length counts, composition does not.</summary>
internal static class Passwords
{
    public const int LengthMin = 12;
    public const int LengthMax = 200;

    private static readonly PasswordHasher<UserRow> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    // Costs as much as a sign-in: once in the process, however many nodes it has.
    private static readonly string Nobodys = Hasher.HashPassword(null!, "nobody has this password");

    public static Refusal? Unfit(string? password) => password is { Length: >= LengthMin and <= LengthMax } ? null : Problems.Field("password", $"{LengthMin} to {LengthMax} characters", null);

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Takes as long for an account without a password, or for none at all, as for one with.</summary>
    public static bool Check(string? hash, string password) =>
        Hasher.VerifyHashedPassword(null!, hash ?? Nobodys, password.Length > LengthMax ? "" : password) != PasswordVerificationResult.Failed && hash is not null;
}
