using System.Text.Json;
using System.Text.RegularExpressions;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace KeyEcosystem.Platform.Http;

/// <summary>Every answer that is not a success is a problem, whoever gave it.</summary>
public static partial class ProblemAnswers
{
    private const int PathCharsMax = 200;
    private const string RetrySeconds = "5";

    private static Refusal TooLarge => new("input.too-large", "The body is too large. 请求内容过大。", "The body is longer than this door takes: send less, or send a file as the content of a data set. 请求内容超出此接口的上限。");

    private static Refusal TooSlow => new("input.too-slow", "The body came too slowly. 请求内容传输过慢。", "The node waited and gave up: send it again over a better line. 节点等待超时，请重新发送。");

    private static Refusal Cut => new("input.request", "The request can't be read. 请求无法读取。", "It was cut short or is not HTTP as the API describes it. 请求不完整或格式不符。", Where("$"));

    /// <summary>Answers failures and bare status codes with problems. A failure is logged; what was refused is not, for it may hold what must not stand in a log.</summary>
    /// <param name="app">The node.</param>
    public static void UseProblemAnswers(this IApplicationBuilder app)
    {
        app.Use((http, next) =>
        {
            http.Response.OnStarting(
                static o =>
                {
                    var answer = (HttpResponse)o;
                    if (answer.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable && answer.Headers.RetryAfter.Count == 0)
                    {
                        answer.Headers.RetryAfter = RetrySeconds;
                    }

                    return Task.CompletedTask;
                },
                http.Response);
            // One store keeps a NUL and the other can't: no text has one, in a body (StrictJson) or in a query.
            if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true && http.Request.Query.FirstOrDefault(q => q.Value.Any(v => v!.Contains('\0'))) is { Key: { } name })
            {
                return Answer(http, Refusal.Field(name, "text without a NUL character", ""), StatusCodes.Status400BadRequest);
            }

            // JSON is UTF-8 (RFC 8259); the framework fails on a charset that it does not know.
            return MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? Answer(http, Refusal.Field("Content-Type", "of charset utf-8", type.Charset.Value), StatusCodes.Status415UnsupportedMediaType)
                : next(http);
        });
        app.UseExceptionHandler(e => e.Run(async http =>
        {
            var failure = http.Features.Get<IExceptionHandlerFeature>()!.Error;
            if (failure is not BadHttpRequestException)
            {
                Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("KeyEcosystem.Api"), http.Request.Method, http.Request.Path, failure);
            }

            var (refusal, status) = Of(failure);
            await Answer(http, refusal, status);
        }));
        app.UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            var status = http.Response.StatusCode;
            var path = http.Request.Path.Value ?? "";
            var detail = $"\"{http.Request.Method} {(path.Length > PathCharsMax ? path[..PathCharsMax] + "…" : path)}\" is not served; the API is described at /api. 该地址没有服务，API 说明见 /api。";
            var refusal = status switch
            {
                StatusCodes.Status404NotFound => new Refusal("path.unknown", "There is nothing at this path. 该地址不存在。", detail),
                StatusCodes.Status400BadRequest => Cut,
                StatusCodes.Status403Forbidden => new Refusal("access.role", "Your role may not do this. 您的角色无权执行此操作。", "This page is for others than you; what you may do stands in the navigation. 此页面不对您开放；您可用的功能见导航。"),
                StatusCodes.Status408RequestTimeout => TooSlow,
                StatusCodes.Status413PayloadTooLarge => TooLarge,
                _ => new Refusal("input.request", $"The node answered {status}. 节点返回 {status}。", detail),
            };
            return ProblemPage.IsAsked(http.Request) ? ProblemPage.Write(http, refusal, status) : Answer(http, refusal, status);
        });
    }

    private static Task Answer(HttpContext http, Refusal refusal, int? status)
    {
        var problem = Problems.Of(refusal);
        problem.ProblemDetails.Status = status ?? problem.ProblemDetails.Status;
        return problem.ExecuteAsync(http);
    }

    private static (Refusal Refusal, int? Status) Of(Exception failure) => failure switch
    {
        BadHttpRequestException bad => Of(bad),
        JsonException json => (Json(json), StatusCodes.Status400BadRequest),
        OperationCanceledException => (new Refusal("lane.stopped", "The call was withdrawn. 请求已撤回。", "Send it again. 请重新发送。"), null),
        _ => (new Refusal("store.failed", "The node failed. 节点出错。", "The failure is in the node's log under this trace id; nothing of the call was acknowledged. 错误已按此 traceId 记入节点日志，本次请求未生效。"), null),
    };

    private static (Refusal Refusal, int? Status) Of(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => (TooLarge, bad.StatusCode),
        StatusCodes.Status408RequestTimeout => (TooSlow, bad.StatusCode),
        StatusCodes.Status415UnsupportedMediaType => (Refusal.Field("Content-Type", "application/json", "another type"), bad.StatusCode),
        _ when bad.InnerException is JsonException json => (Json(json), StatusCodes.Status400BadRequest),
        _ when Parameter().Match(bad.Message) is { Success: true } named => (Refusal.Field(named.Groups["name"].Value, "as the API describes it", named.Groups["was"].Value), bad.StatusCode),
        _ when NoBody().IsMatch(bad.Message) => (Refusal.Field("$", "a JSON body", ""), bad.StatusCode),
        _ => (Cut, bad.StatusCode),
    };

    private static Refusal Json(JsonException json)
    {
        var path = json.Path is { Length: > 0 } given ? given : "$";
        var line = json.LineNumber is { } number ? $" (line {number + 1})" : "";
        if (Twice().Match(json.Message) is { Success: true } twice)
        {
            var name = twice.Groups["name"].Value;
            return Place(path, $"an object in which \"{name}\" stands once", line, $"“{name}”只出现一次的对象");
        }

        if (TooDeep().Match(json.Message) is { Success: true } deep)
        {
            var most = deep.Groups["most"].Value;
            return Place(path, $"nested at most {most} deep", line, $"嵌套不超过 {most} 层的内容");
        }

        return new Refusal(
            "input.field",
            "A field can't be accepted.",
            $"Field \"{path}\" must be as the API describes it{line}: present, once, of the right kind, and without control characters. 字段“{path}”不符合 API 说明：须出现且仅出现一次，类型正确，不含控制字符。",
            Where(path));
    }

    private static Refusal Place(string path, string must, string line, string chinese) =>
        new("input.field", "A field can't be accepted.", $"Field \"{path}\" must be {must}{line}. 字段“{path}”不合要求：须为{chinese}。", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = path, ["must"] = must });

    private static Dictionary<string, string> Where(string path) => new(StringComparer.Ordinal) { ["field"] = path };

    /// <summary>The framework says which parameter, with its type; only the name goes out.</summary>
    [GeneratedRegex("^(?:Failed to bind parameter|Required parameter) \"(?:.+ )?(?<name>\\w+)\" (?:from \"(?<was>.*)\"|was not provided from (?!body).*)\\.$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 100)]
    private static partial Regex Parameter();

    [GeneratedRegex("(no body was provided|was not provided from body)", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex NoBody();

    /// <summary>The framework names the property that stands twice, and shortens a long one.</summary>
    [GeneratedRegex("^Duplicate property '(?<name>.+)' encountered", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 100)]
    private static partial Regex Twice();

    [GeneratedRegex("maximum configured depth of (?<most>[0-9]+) ", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex TooDeep();

    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, string method, string path, Exception failure);
}
