using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>Where the token for slurmrestd comes from. Never shows it.</summary>
public sealed class SlurmCredential
{
    private const string Printed = "SLURM_JWT=";
    private const int KeyBytesMin = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly Func<DateTimeOffset, string> token;

    private SlurmCredential(Func<DateTimeOffset, string> token) => this.token = token;

    /// <summary>A token that somebody else keeps fresh in a file, as it is or as <c>scontrol token</c> prints it.</summary>
    /// <param name="path">The file; read anew for each call.</param>
    public static SlurmCredential FromTokenFile(string path) => new(_ =>
    {
        var text = File.ReadAllText(path).Trim();
        return text.StartsWith(Printed, StringComparison.Ordinal) ? text[Printed.Length..] : text;
    });

    /// <summary>Tokens of half an hour, made of the cluster's own key (HS256). Who has the key can be any user of the cluster.</summary>
    /// <param name="path">The key's file.</param>
    /// <param name="user">User of the token.</param>
    /// <exception cref="InvalidDataException">Others may read the key, or it is too short.</exception>
    public static SlurmCredential FromKeyFile(string path, string user)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            throw new InvalidDataException($"Everybody on this machine may read \"{path}\", which is as good as every password of the cluster: chmod 600.");
        }

        if (new FileInfo(path).Length < KeyBytesMin)
        {
            throw new InvalidDataException($"\"{path}\" is shorter than {KeyBytesMin} bytes: that is no key for HS256.");
        }

        var gate = new Lock();
        var made = (Text: "", Until: DateTimeOffset.MinValue);
        return new SlurmCredential(now =>
        {
            lock (gate)
            {
                // Renewed at half its life, so that none runs out under way or for a clock that differs a little.
                if (now >= made.Until)
                {
                    made = (Make(File.ReadAllBytes(path), user, now, Lifetime), now + (Lifetime / 2));
                }

                return made.Text;
            }
        });
    }

    /// <summary>A token as Slurm wants it: HS256 over <c>exp</c>, <c>iat</c> and <c>sun</c>.</summary>
    /// <param name="key">The cluster's key.</param>
    /// <param name="user">User of the token.</param>
    /// <param name="now">The time.</param>
    /// <param name="lifetime">How long it holds.</param>
    internal static string Make(ReadOnlySpan<byte> key, string user, DateTimeOffset now, TimeSpan lifetime)
    {
        var issued = now.ToUnixTimeSeconds();
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"exp":{{issued + (long)lifetime.TotalSeconds}},"iat":{{issued}},"sun":{{System.Text.Json.JsonSerializer.Serialize(user)}}}""");
        var signed = Encoded("""{"alg":"HS256","typ":"JWT"}""") + "." + Encoded(claims);
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)));
    }

    /// <summary>The token to send.</summary>
    /// <param name="now">The time.</param>
    internal string Token(DateTimeOffset now) => token(now);

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
