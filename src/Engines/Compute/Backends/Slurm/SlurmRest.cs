using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>Calls of slurmrestd, each with the token, a limit of time and an honest word on what failed.</summary>
internal sealed class SlurmRest(SlurmOptions options, SlurmCredential credential, HttpClient http, TimeProvider time)
{
    /// <summary>Slurm's own word for a job it does not know.</summary>
    public const int InvalidJob = 2017;

    private const int NotSaid = -1;
    private const int ControllerAway = 1800;
    private const int Dropped = 5005;
    private const int RefusedFrom = 2000;
    private const int RefusedTo = 2999;
    private const int UnreadableFrom = 9000;
    private const long NoJob = 67_108_863;
    private static readonly string[] Spoken = ["v0.0.38"];
    private readonly Lock gate = new();
    private string? version = options.ApiVersion;

    /// <summary>Whether the cluster answered last.</summary>
    public BackendStanding Standing { get; private set; } = BackendStanding.Reachable;

    /// <summary>A call that changes nothing, or nothing further when it is made twice.</summary>
    /// <param name="method">GET or DELETE.</param>
    /// <param name="path">Path behind the version, such as <c>jobs</c>.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Result<SlurmReply>> Ask(HttpMethod method, string path, CancellationToken stop)
    {
        var pause = options.BackOff;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await Once(method, path, null, stop);
            if (reply.IsOk || reply.Refusal.Code != BackendRefusals.Unreachable || attempt >= options.Attempts || reply.Refusal.Facts!.ContainsKey("controller"))
            {
                return reply;
            }

            await Task.Delay(pause, time, stop);
            pause *= 2;
        }
    }

    /// <summary>One call, once. Whether it was carried out is open when this answers <see cref="BackendRefusals.Unreachable"/>.</summary>
    /// <param name="method">Which.</param>
    /// <param name="path">Path behind the version.</param>
    /// <param name="body">JSON to send; null for none.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Result<SlurmReply>> Once(HttpMethod method, string path, byte[]? body, CancellationToken stop)
    {
        if (Unfit() is { } unfit)
        {
            return unfit;
        }

        if (version is null)
        {
            var probed = await Probe(stop);
            if (!probed.IsOk)
            {
                return probed.Refusal;
            }

            version = probed.Value;
        }

        var began = time.GetUtcNow();
        var sent = await Send(method, $"slurm/{version}/{path}", body, stop);
        return sent.IsOk ? await Judge(method, path, sent.Value, began, stop) : sent;
    }

    private async Task<Result<SlurmReply>> Judge(HttpMethod method, string path, SlurmReply reply, DateTimeOffset began, CancellationToken stop)
    {
        switch (reply)
        {
            case { Status: HttpStatusCode.Unauthorized }:
                return BackendRefusals.NoCredential(Shown, "slurmrestd found no token or user that it takes.");
            case { ErrorCode: ControllerAway }:
                return Away(began, "slurmrestd answers, slurmctld does not", controller: true);
            case { ErrorCode: Dropped }:
                return BackendRefusals.NoCredential(Shown, "slurmctld ended the connection. Its log says why; most often the token is not of its key, has expired, or the clocks differ.");
            case { ErrorCode: NotSaid } when method == HttpMethod.Get:
                // Reading says "unspecified error" for a slurmctld that is away and for a token that it does not take. To end a job that can't exist says which.
                var probe = await Send(HttpMethod.Delete, string.Create(CultureInfo.InvariantCulture, $"slurm/{version}/job/{NoJob}"), null, stop);
                return probe is { IsOk: true, Value.ErrorCode: Dropped or ControllerAway } ? await Judge(HttpMethod.Delete, path, probe.Value, began, stop)
                    : Away(began, $"slurmctld gave no answer to \"{path}\"", controller: true);
            case { ErrorCode: > 0 and not (>= RefusedFrom and <= RefusedTo or >= UnreadableFrom) }:
                return Away(began, $"\"{path}\": {reply.Words} ({reply.ErrorCode})", controller: true);
            default:
                lock (gate)
                {
                    Standing = BackendStanding.Reachable;
                }

                return reply;
        }
    }

    private async Task<Result<SlurmReply>> Send(HttpMethod method, string path, byte[]? body, CancellationToken stop)
    {
        var began = time.GetUtcNow();
        using var limit = new CancellationTokenSource(options.AnswerMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(options.Url, path));
            request.Headers.TryAddWithoutValidation("X-SLURM-USER-NAME", options.User);
            request.Headers.TryAddWithoutValidation("X-SLURM-USER-TOKEN", credential.Token(began));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = await answer.Content.ReadAsByteArrayAsync(either.Token);
            return SlurmReply.Read(answer.StatusCode, bytes);
        }
        catch (HttpRequestException failure)
        {
            return Away(began, failure.HttpRequestError == HttpRequestError.Unknown ? "the connection broke" : $"the connection failed ({failure.HttpRequestError})", controller: false);
        }
        catch (IOException)
        {
            return Away(began, "the connection broke", controller: false);
        }
        catch (JsonException)
        {
            return Away(began, "what answers there is not slurmrestd: no JSON", controller: true);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Away(began, $"no answer within {options.AnswerMax.TotalSeconds:0} s", controller: true);
        }
    }

    private async Task<Result<string>> Probe(CancellationToken stop)
    {
        var answer = await Send(HttpMethod.Get, "openapi/v3", null, stop);
        if (!answer.IsOk)
        {
            return answer.Refusal;
        }

        if (answer.Value.Status == HttpStatusCode.Unauthorized)
        {
            return BackendRefusals.NoCredential(Shown, "slurmrestd found no token or user that it takes.");
        }

        if (!answer.Value.Body.TryGetProperty("paths", out var paths))
        {
            return Away(time.GetUtcNow(), "what answers there is not slurmrestd: its interface names no paths", controller: true);
        }

        var served = paths.EnumerateObject().Select(p => p.Name.Split('/')).Where(p => p is ["", "slurm", ['v', ..], ..]).Select(p => p[2]).Distinct(StringComparer.Ordinal).ToList();
        return Spoken.FirstOrDefault(served.Contains) is { } both ? both
            : Away(time.GetUtcNow(), $"it serves {string.Join(", ", served)}, and this adapter speaks {string.Join(", ", Spoken)}: start slurmrestd with the plugin openapi/{Spoken[0]}", controller: true);
    }

    private string Shown => options.Url.GetLeftPart(UriPartial.Authority);

    private Refusal? Unfit() => options.Url.Scheme == Uri.UriSchemeHttp && !options.Url.IsLoopback && !options.PlainHttp
        ? BackendRefusals.NoCredential(Shown, "it is another machine and has no TLS: the token would go in clear. Use https, a tunnel, or say that plain http is meant.")
        : null;

    private Refusal Away(DateTimeOffset began, string words, bool controller)
    {
        lock (gate)
        {
            Standing = new BackendStanding(Standing.UnreachableSince ?? began, words);
            var refusal = BackendRefusals.Away(Shown, Standing.UnreachableSince!.Value, words);
            return controller ? refusal with { Facts = new Dictionary<string, string>(refusal.Facts!, StringComparer.Ordinal) { ["controller"] = "away" } } : refusal;
        }
    }
}
