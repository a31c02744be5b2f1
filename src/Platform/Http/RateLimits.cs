using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Http;

/// <summary>Limits by address, for the doors that anybody may knock at.</summary>
/// <remarks>Behind a proxy the forwarded headers must be switched on, else all callers share one address.</remarks>
public static class RateLimits
{
    /// <summary>Policy of sign-in, sign-up and invitation.</summary>
    public const string Attempts = "attempts";

    /// <summary>Policy of the provider's endpoints: ten times as many, for the console refreshes everybody's tokens from one address.</summary>
    public const string Tokens = "tokens";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Adds the policies; the application calls <c>UseRateLimiter</c>.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="attemptsPerMinuteMax">Attempts of one address in a minute.</param>
    public static IServiceCollection AddNodeRateLimits(this IServiceCollection services, int attemptsPerMinuteMax) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Attempts, http => Partition(http, attemptsPerMinuteMax));
        limits.AddPolicy(Tokens, http => Partition(http, 10 * attemptsPerMinuteMax));
        limits.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            var seconds = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
            context.HttpContext.Response.Headers.RetryAfter = seconds;
            await Problems.Of(new Refusal(
                "address.too-many",
                "Too many attempts. 尝试次数过多。",
                $"This address has made too many attempts: wait {seconds} seconds. 该地址尝试次数过多，请等待 {seconds} 秒。",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["retryAfterSeconds"] = seconds })).ExecuteAsync(context.HttpContext);
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

    private static RateLimitPartition<string> Partition(HttpContext http, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        Caller(http.Connection.RemoteIpAddress),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });
}
