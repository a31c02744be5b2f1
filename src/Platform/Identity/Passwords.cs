using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Hashes and checks passwords: PBKDF2 with HMAC-SHA512, 210,000 rounds. Length counts, composition does not.</summary>
internal sealed class Passwords
{
    public const int LengthMin = 12;
    public const int LengthMax = 200;

    private readonly PasswordHasher<UserRow> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly string nobodys;

    public Passwords() => nobodys = Hash("nobody has this password");

    public static Refusal? Unfit(string? password) => password is { Length: >= LengthMin and <= LengthMax } ? null : Problems.Field("password", $"{LengthMin} to {LengthMax} characters", null);

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>Takes as long for an account without a password, or for none at all, as for one with.</summary>
    public bool Check(string? hash, string password) =>
        hasher.VerifyHashedPassword(null!, hash ?? nobodys, password.Length > LengthMax ? "" : password) != PasswordVerificationResult.Failed && hash is not null;
}
