using System.Globalization;
using System.Threading.RateLimiting;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Platform.Http;

/// <summary>
/// Limits calls without a valid credential at doors that know their callers by themselves, such as other connectors by their tokens: as many of one address in a minute as everywhere else.
/// Who is known is not counted.
/// </summary>
public sealed class StrangerLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    /// <param name="perMinuteMax">Calls of one address in a minute.</param>
    public StrangerLimit(int perMinuteMax) => limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimits.Fixed(address, perMinuteMax));

    /// <summary>Counts a call; a refusal that says how long to wait when its address has made too many, and then the answer has a <c>Retry-After</c>.</summary>
    /// <param name="http">The call.</param>
    public Refusal? Count(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(RateLimits.Caller(http.Connection.RemoteIpAddress));
        if (lease.IsAcquired)
        {
            return null;
        }

        var seconds = Math.Ceiling((lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : RateLimits.Window).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        return RateLimits.TooManyOfAddress(seconds);
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
