using System.Diagnostics;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KeyEcosystem.Platform.Http;

/// <summary>The one mapping from refusals to RFC 9457 problems.</summary>
public static class Problems
{
    /// <summary>A refusal as problem+json; the status follows from the code.</summary>
    /// <param name="refusal">What was refused and why.</param>
    public static ProblemHttpResult Of(Refusal refusal)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = refusal.Code,
            ["facts"] = refusal.Facts ?? new Dictionary<string, string>(StringComparer.Ordinal),
            ["traceId"] = Activity.Current?.TraceId.ToString(),
        };
        return TypedResults.Problem(refusal.Detail, null, StatusOf(refusal.Code), refusal.Title, "urn:keyeco:" + refusal.Code, extensions);
    }

    /// <summary>400 malformed, 401, 403, 404, 408 too slow, 409 stale or illegal transition, 412, 413 too large, 416 range, 422 refused by a rule, 429, 503 or 507 store.</summary>
    /// <param name="code">A refusal code.</param>
    public static int StatusOf(string code) => code switch
    {
        "state.stale" => StatusCodes.Status409Conflict,
        "state.exists" => StatusCodes.Status409Conflict,
        "reservation.exceeded" => StatusCodes.Status422UnprocessableEntity,
        "store.full" => StatusCodes.Status507InsufficientStorage,
        "lane.full" => StatusCodes.Status429TooManyRequests,
        "input.too-large" => StatusCodes.Status413PayloadTooLarge,
        "input.too-slow" => StatusCodes.Status408RequestTimeout,
        "access.unauthenticated" => StatusCodes.Status401Unauthorized,
        _ when code.StartsWith("store.", StringComparison.Ordinal) || code.StartsWith("lane.", StringComparison.Ordinal) => StatusCodes.Status503ServiceUnavailable,
        _ when code.StartsWith("access.", StringComparison.Ordinal) => StatusCodes.Status403Forbidden,
        _ when code.StartsWith("input.", StringComparison.Ordinal) || code.Contains(".malformed", StringComparison.Ordinal) => StatusCodes.Status400BadRequest,
        _ when code.EndsWith(".unknown", StringComparison.Ordinal) && !code.StartsWith("policy.", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ when code.EndsWith(".exists", StringComparison.Ordinal) || code.EndsWith(".state", StringComparison.Ordinal) => StatusCodes.Status409Conflict,
        _ when code.EndsWith(".version", StringComparison.Ordinal) => StatusCodes.Status412PreconditionFailed,
        _ when code.EndsWith(".range", StringComparison.Ordinal) => StatusCodes.Status416RangeNotSatisfiable,
        _ when code.EndsWith(".too-many", StringComparison.Ordinal) => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
