using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Http;

/// <summary>Limits of requests: by credential, by address for those without one, narrower by address where anybody may knock, and at once for what is expensive.</summary>
/// <remarks>Behind a proxy the forwarded headers must be switched on, else all callers share one address.</remarks>
public static class RateLimits
{
    /// <summary>Policy of sign-in, sign-up and invitation.</summary>
    public const string Attempts = "attempts";

    /// <summary>Policy of the provider's endpoints: ten times as many, for the console refreshes everybody's tokens from one address.</summary>
    public const string Tokens = "tokens";

    /// <summary>Policy of calls that read a whole log or table: few at once on the whole node.</summary>
    public const string Expensive = "expensive";

    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ExpensiveWait = TimeSpan.FromSeconds(5);

    /// <summary>Adds the policies; the application calls <c>UseRateLimiter</c> between authentication and authorization, so that bad credentials are counted too.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="attemptsPerMinuteMax">Attempts of one address in a minute.</param>
    public static IServiceCollection AddNodeRateLimits(this IServiceCollection services, int attemptsPerMinuteMax) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Attempts, http => ByAddress(http, attemptsPerMinuteMax));
        limits.AddPolicy(Tokens, http => ByAddress(http, 10 * attemptsPerMinuteMax));
        limits.OnRejected = async (context, _) =>
        {
            var http = context.HttpContext;
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : ExpensiveWait;
            var seconds = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
            http.Response.Headers.RetryAfter = seconds;
            var refusal = Refused(http, seconds);
            await (ProblemPage.IsAsked(http.Request) ? ProblemPage.Write(http, refusal, StatusCodes.Status429TooManyRequests) : Problems.Of(refusal).ExecuteAsync(http));
        };
    });

    /// <summary>Who knocks: the address, of IPv6 the first 64 bits, since one caller commands them all.</summary>
    /// <param name="address">The remote address.</param>
    internal static string Caller(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    /// <summary>The limits of ordinary requests and of expensive ones.</summary>
    /// <param name="limits">What is set.</param>
    /// <param name="options">The numbers.</param>
    internal static void Limit(this RateLimiterOptions limits, DoorOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            Subject(http) is { } subject ? Fixed("credential " + subject, options.CredentialPerMinuteMax) : ByAddress(http, options.AddressPerMinuteMax));
        limits.AddPolicy(Expensive, _ => RateLimitPartition.GetConcurrencyLimiter("", _ => new ConcurrencyLimiterOptions { PermitLimit = options.ExpensiveAtOnceMax, QueueLimit = 0 }));
    }

    private static string? Subject(HttpContext http) => http.User.Identity is { IsAuthenticated: true } ? http.User.FindFirst("sub")?.Value : null;

    private static RateLimitPartition<string> ByAddress(HttpContext http, int permits) => Fixed(Caller(http.Connection.RemoteIpAddress), permits);

    /// <summary>So many of one caller in a minute.</summary>
    /// <param name="who">The caller.</param>
    /// <param name="permits">How many.</param>
    internal static RateLimitPartition<string> Fixed(string who, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });

    /// <summary>An address has made too many calls without a valid credential.</summary>
    /// <param name="seconds">How long it waits.</param>
    internal static Refusal TooManyOfAddress(string seconds) =>
        new("address.too-many", "Too many attempts. 尝试次数过多。", $"This address has made too many attempts: wait {seconds} seconds. 该地址尝试次数过多，请等待 {seconds} 秒。", Facts(seconds));

    private static Dictionary<string, string> Facts(string seconds) => new(StringComparer.Ordinal) { ["retryAfterSeconds"] = seconds };

    private static Refusal Refused(HttpContext http, string seconds)
    {
        var facts = Facts(seconds);
        return http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName switch
        {
            Expensive => new Refusal("door.too-many", "Too many such calls at once. 同类请求过多。", $"The node answers few of these at once: come back in {seconds} seconds. 节点同时只处理少量此类请求，请在 {seconds} 秒后重试。", facts),
            null when Subject(http) is not null => new Refusal("credential.too-many", "Too many requests. 请求过多。", $"This credential has made too many requests: wait {seconds} seconds. 该凭证请求过多，请等待 {seconds} 秒。", facts),
            _ => TooManyOfAddress(seconds),
        };
    }
}
