using System.Net.Mime;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>Files that the browser keeps. They are streamed from the API with the session's token and pass through no circuit.</summary>
internal static class Downloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/download").ExcludeFromDescription();
        group.MapPost("/{asset}", Content);
        group.MapGet("/agreements/{agreement}", Agreement);
        group.MapGet("/statement", Statement);
        group.MapGet("/transfers/{transfer}", Received);
    }

    /// <summary>A data set through the Gate: a use, so no other site may ask for it. When it is refused the asset's page says why.</summary>
    private static async Task<IResult> Content(string asset, HttpContext http, IAntiforgery antiforgery, AuthenticationStateProvider authentication, NodeHttp node)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || !AssetId.TryParse(asset, null, out var id))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        Enter(http, authentication);
        var purpose = (await http.Request.ReadFormAsync(http.RequestAborted))["purpose"].ToString();
        try
        {
            var title = (await node.Asset(id, http.RequestAborted)).Title;
            var answer = await node.GetContent(id, purpose, http.RequestAborted);
            http.Response.RegisterForDispose(answer);
            return Results.Stream(
                await answer.Content.ReadAsStreamAsync(http.RequestAborted),
                MediaTypeNames.Application.Octet,
                answer.Content.Headers.ContentDisposition is { FileNameStar: { } name } ? name : title);
        }
        catch (NodeProblemException)
        {
            return Results.LocalRedirect($"~/catalogue/{id}?refused={Uri.EscapeDataString(purpose)}");
        }
        catch (SessionEndedException)
        {
            return Results.LocalRedirect("~/signin");
        }
    }

    private static Task<IResult> Agreement(string agreement, HttpContext http, AuthenticationStateProvider authentication, NodeHttp node) =>
        Read(http, authentication, node, $"dataspace/v1/agreements/{Uri.EscapeDataString(agreement)}/document", $"{agreement}.json");

    private static Task<IResult> Received(string transfer, HttpContext http, AuthenticationStateProvider authentication, NodeHttp node) =>
        Read(http, authentication, node, $"dataspace/v1/processes/{Uri.EscapeDataString(transfer)}/data", transfer);

    private static Task<IResult> Statement(string? from, string? to, string? demonstration, string? member, HttpContext http, AuthenticationStateProvider authentication, NodeHttp node)
    {
        KeyValuePair<string, string?>[] asked = [new("from", from), new("to", to), new("demonstration", demonstration), new("member", member)];
        return Read(http, authentication, node, "market/v1/statements/csv" + QueryString.Create(asked.Where(a => !string.IsNullOrEmpty(a.Value))), $"statement-{Day(from)}-{Day(to)}.csv");
    }

    private static string Day(string? instant) => instant is { Length: >= 10 } ? string.Concat(instant[..10].Where(char.IsAsciiDigit)) : "";

    private static async Task<IResult> Read(HttpContext http, AuthenticationStateProvider authentication, NodeHttp node, string path, string name)
    {
        Enter(http, authentication);
        try
        {
            var answer = await node.Http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            http.Response.RegisterForDispose(answer);
            return answer.IsSuccessStatusCode
                ? Results.Stream(await answer.Content.ReadAsStreamAsync(http.RequestAborted), answer.Content.Headers.ContentType?.ToString(), name)
                : Results.StatusCode((int)answer.StatusCode);
        }
        catch (SessionEndedException)
        {
            return Results.LocalRedirect("~/signin");
        }
    }

    /// <summary>Tells the scope whose session it acts in, as a circuit would.</summary>
    private static void Enter(HttpContext http, AuthenticationStateProvider authentication) =>
        ((IHostEnvironmentAuthenticationStateProvider)authentication).SetAuthenticationState(Task.FromResult(new AuthenticationState(http.User)));
}
