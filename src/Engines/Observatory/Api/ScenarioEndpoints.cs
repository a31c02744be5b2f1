using System.Net.Mime;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Work;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Observatory.Api;

internal static class ScenarioEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/observatory/v1/scenarios").RequireAuthorization("api").WithTags("Observatory");
        group.MapGet("/model", (Scenarios scenarios) => TypedResults.Ok(scenarios.Model)).WithName("GetScenarioModel").WithSummary("The model of the ecosystem: levers, parameters with their ranges, and outputs.");
        group.MapGet("/model.xmile", () => TypedResults.Text(EcosystemModel.BundledText(), MediaTypeNames.Application.Xml)).WithName("GetScenarioModelFile").WithSummary("The same as XMILE, for other programs.");
        group.MapPost("/", Run).WithName("RunScenario").WithSummary("What comes of levers as they are set, beside what comes as things are; with runs also bands and how likely each target is reached.");
    }

    private static async Task<Results<Ok<ScenarioView>, ProblemHttpResult>> Run(ScenarioRequest request, Scenarios scenarios, CancellationToken stop)
    {
        var made = await scenarios.Run(request, stop);
        return made.IsOk ? TypedResults.Ok(made.Value) : Problems.Of(made.Refusal);
    }
}
