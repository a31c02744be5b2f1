using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace KeyEcosystem.Host.OpenApi;

/// <summary>The API's description as OpenAPI 3.1: the same bytes wherever the node listens, so that it can be committed and compared.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(IdSchemas.Describe);
        options.AddOperationTransformer(DescribeOperation);
        options.AddDocumentTransformer(DescribeDocument);
    });

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var signedIn = metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
        IdSchemas.DescribePath(operation, context.Description.RelativePath ?? "");
        ProblemResponses.Describe(operation, context.Document!, context.Description.HttpMethod ?? "", context.Description.RelativePath ?? "", signedIn);
        if (signedIn)
        {
            (operation.Security ??= []).Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] });
        }

        return Task.CompletedTask;
    }

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "KeyEcosystem",
            Version = "v1",
            Description = "The API of one node. Every refusal is a problem (RFC 9457) with a stable code; all codes stand in docs/refusals.md. 一个节点的接口；拒绝代码见 docs/refusals.md。",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        // Where a node listens is no part of the contract.
        document.Servers = null;
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "An API key (kek_...) or an access token of the node's provider." },
        };
        ProblemResponses.Declare(document.Components);
        return Task.CompletedTask;
    }
}
