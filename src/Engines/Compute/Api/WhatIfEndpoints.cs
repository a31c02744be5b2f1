using System.Security.Claims;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Compute.Api;

internal static class WhatIfEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/what-ifs", Ask).WithName("AskWhatIf").WithSummary("Compares ways of sharing on a sample, on records of your pools or on uploaded files, in the background.");
        group.MapGet("/what-ifs/{id}", One).WithName("GetWhatIf").WithSummary("How far a comparison is, and what it gives.");
        group.MapDelete("/what-ifs/{id}", Stop).WithName("StopWhatIf").WithSummary("Stops a comparison.");
    }

    private static async Task<Results<Accepted<WhatIfView>, ProblemHttpResult>> Ask(WhatIfRequest request, ClaimsPrincipal user, WhatIfs whatIfs, CancellationToken stop)
    {
        var view = await whatIfs.Ask(request, user.Caller(), stop);
        return view.IsOk ? TypedResults.Accepted($"/compute/v1/what-ifs/{view.Value.Id}", view.Value) : Problems.Of(view.Refusal);
    }

    private static Results<Ok<WhatIfView>, ProblemHttpResult> One(string id, ClaimsPrincipal user, WhatIfs whatIfs) => Said(whatIfs.Of(id, user.Caller()));

    private static Results<Ok<WhatIfView>, ProblemHttpResult> Stop(string id, ClaimsPrincipal user, WhatIfs whatIfs) => Said(whatIfs.Stop(id, user.Caller()));

    private static Results<Ok<WhatIfView>, ProblemHttpResult> Said(Result<WhatIfView> view) => view.IsOk ? TypedResults.Ok(view.Value) : Problems.Of(view.Refusal);
}
