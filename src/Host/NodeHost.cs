using System.Net;
using KeyEcosystem.Compute;
using KeyEcosystem.Dataspace;
using KeyEcosystem.Host.Evidence;
using KeyEcosystem.Host.Identity;
using KeyEcosystem.Host.Inbox;
using KeyEcosystem.Host.OpenApi;
using KeyEcosystem.Host.Operations;
using KeyEcosystem.Host.People;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Market;
using KeyEcosystem.Members;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Observatory;
using KeyEcosystem.Platform;
using KeyEcosystem.Platform.Backup;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Health;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Mail;
using KeyEcosystem.Platform.Store;
using KeyEcosystem.Platform.Telemetry;
using KeyEcosystem.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace KeyEcosystem.Host;

/// <summary>Composes a node.</summary>
public static partial class NodeHost
{
    /// <summary>Name of the file with the first operator's key, in the data folder, readable by its owner only.</summary>
    public const string OperatorKeyFile = "operator.key";

    /// <summary>Builds the node and prepares its store; it does not listen yet.</summary>
    /// <param name="settings">What the node is told.</param>
    /// <param name="stop">Ends the preparation.</param>
    /// <exception cref="InvalidOperationException">The node can't have this name.</exception>
    /// <exception cref="LaneHeldException">Another process of the node holds its PostgreSQL database.</exception>
    public static async Task<WebApplication> Build(NodeSettings settings, CancellationToken stop)
    {
        if (!TreeHead.IsNodeName(settings.NodeId))
        {
            throw new InvalidOperationException($"--node-id \"{settings.NodeId}\": a node's name has 1 to 40 ASCII letters, digits and hyphens; it stands in every head and export. 节点名称须为 1 至 40 个英文字母、数字或连字符。");
        }

        var folder = Path.GetFullPath(settings.Data);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, builder.Environment.ApplicationName + ".staticwebassets.runtime.json")))
        {
            // Run from the build's output, where the pages' files lie in their packages still.
            builder.WebHost.UseStaticWebAssets();
        }

        builder.WebHost.ListenAt(settings);
        builder.Logging.AddNodeLogging(settings);
        builder.AddTelemetryExport(settings);
        AddNode(builder.Services, settings).AddNodeLimits(builder.Configuration);

        var app = builder.Build();
        await CheckLimits(app);
        if (settings.PublicUrl is { } outside)
        {
            app.UseForwardedHeaders(Proxied(outside, settings.Proxies));
        }

        app.UsePageSecurity();
        app.UseProblemAnswers();
        app.Use(ConnectorListener.OnlyProtocol);
        app.Use(OtherConnectors);
        app.UseAuthentication();
        app.UseConsole();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapOpenApi();
        app.MapScalarApiReference("/api");
        HealthEndpoints.Map(app);
        BackupEndpoints.Map(app);
        app.MapNodeIdentity();
        app.MapIdentityApi();
        EvidenceEndpoints.Map(app);
        app.MapMembers();
        app.MapDataspace();
        app.MapCompute();
        app.MapMarket();
        app.MapObservatory();
        app.MapExternalSignIn(settings.SignInBy);
        app.MapNodeConsole();
        app.MapInbox();

        try
        {
            await app.Services.PrepareNodeStore(stop);

            // Taken before anything is asked for: of two processes that start at once one is the node.
            app.Services.GetRequiredService<ILane>();
            await NodeIdentity.Prepare(app.Services, stop);
            await app.Services.LoadBundledEcosystem(stop);
            await EnsureOperator(app.Services, folder, stop);
            await FirstOperator.Ensure(app.Services, stop);
            return app;
        }
        catch (LaneHeldException)
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The base address at which other connectors call a node that listens.</summary>
    /// <param name="node">The node.</param>
    public static string ConnectorAddress(WebApplication node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Services.AddressForConnectors();
    }

    /// <summary>Moves the records and tokens of a restored data folder into a PostgreSQL database.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="target">The database, empty.</param>
    /// <param name="stop">Ends the work; the database then holds no record.</param>
    /// <exception cref="InvalidOperationException">The database holds records, or can't be reached.</exception>
    public static async Task MoveToPostgres(string folder, PostgresTarget target, CancellationToken stop)
    {
        await using var services = AddNode(new ServiceCollection().AddLogging(), new NodeSettings { Data = folder, Postgres = target }).BuildServiceProvider();
        await services.GetRequiredService<PostgresRestore>().Move(folder, stop);
    }

    /// <summary>The parts that a node is made of; nothing is opened yet.</summary>
    internal static IServiceCollection AddNode(IServiceCollection services, NodeSettings settings)
    {
        var folder = Path.GetFullPath(settings.Data);
        return services
            .AddSingleton(TimeProvider.System)
            .AddNodeStore(new StoreOptions { NodeId = settings.NodeId, Folder = folder, Postgres = settings.Postgres, Passphrase = settings.Passphrase, Suite = settings.Suite, MigrationsAssembly = typeof(NodeHost).Assembly.FullName, LeaseWait = settings.LaneWait, ReachedAt = settings.PeerUrl ?? Reached(settings.Url) })
            .AddNodeIdentity(new NodeIdentityOptions { NodeId = settings.NodeId, PublicUrl = settings.PublicUrl ?? settings.Url, LoopbackUrl = OfThisMachine(settings.Url), Folder = folder, Postgres = settings.Postgres, RotateKeysEvery = settings.RotateKeysEvery, AttemptsPerMinuteMax = settings.AttemptsPerMinuteMax })
            .AddMailDelivery(settings.Smtp)
            .AddGate()
            .AddMembers()
            .AddDataspace(folder, Protocol(settings))
            .AddCompute()
            .Configure<ComputeOptions>(o => o.SealedGrainSeconds = settings.SealedGrainSeconds)
            .AddMarket()
            .AddObservatory()
            .AddInbox(settings.Smtp is not null, settings.InboxWebhook, settings.WebhookSecret?.Text)
            .AddNodeTelemetry()
            .AddNodeHealth()
            .AddNodeConsole(settings.SignInBy)
            .AddEvidenceService()
            .AddApiDescription()
            .AddDoors(settings.Doors);
    }

    /// <summary>What a proxy says of the caller: its address, so that limits are per caller, and the scheme and host that were called.</summary>
    private static ForwardedHeadersOptions Proxied(Uri outside, IEnumerable<IPAddress> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, AllowedHosts = [outside.Host] };
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(proxy);
        }

        return options;
    }

    /// <summary>Where others reach the node when nobody says; null for a port that is chosen at the start.</summary>
    private static Uri? Reached(Uri listens) =>
        listens.Port == 0 ? null : listens.Host is "0.0.0.0" or "[::]" ? new UriBuilder(listens) { Host = Dns.GetHostName() }.Uri : listens;

    /// <summary>Who and where the node is to other connectors.</summary>
    private static ProtocolSettings Protocol(NodeSettings settings) => new(
        settings.Participant ?? $"urn:keyeco:{settings.NodeId}",
        services => settings.ConnectorUrl is { } connectors ? ConnectorListener.AddressOf(connectors, services.GetRequiredService<IServer>()) : settings.PublicUrl ?? (settings.Url.Port != 0 ? OfThisMachine(settings.Url) : new Uri(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())),
        new MemberId(BundledRegistry.IdOf("E01")),
        settings.Conformance)
    { Certificate = settings.Certificate };

    /// <summary>Limits that the environment sets, such as <c>Compute__UploadBytesMax</c>, are looked at before anything is opened.</summary>
    private static async Task CheckLimits(WebApplication app)
    {
        if (NodeLimits.Faults(app.Configuration) is { Count: > 0 } faults)
        {
            await app.DisposeAsync();
            throw new InvalidOperationException($"The environment sets what no limit takes. {string.Join(' ', faults)} 环境变量设定的上限无效，节点未启动。");
        }

        foreach (var (variable, en, zh) in NodeLimits.Unheeded(app.Configuration))
        {
            LimitUnheeded(app.Logger, variable, en, zh);
        }

        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception wrong) when (wrong is OptionsValidationException or InvalidOperationException)
        {
            await app.DisposeAsync();
            var words = wrong is OptionsValidationException { Failures: var failures } ? string.Join(' ', failures) : wrong.Message;
            throw new InvalidOperationException($"A limit that the environment sets (as Section__Name) is not valid: {words} 环境变量所设的上限无效。", wrong);
        }
    }

    [LoggerMessage(EventId = 920, Level = LogLevel.Warning, Message = "{Variable} is set in the environment, and no limit is called so{NearEn} It has no effect. 环境变量 {Variable} 不对应任何上限{NearZh} 未生效。")]
    private static partial void LimitUnheeded(ILogger logger, string variable, string nearEn, string nearZh);

    /// <summary>
    /// Other connectors carry tokens of their own, which their endpoints know: tried as those of this node they would cost more than what they ask for. The endpoint is run here, and authentication stands
    /// in the pipeline behind it, since a pipeline without it is given one at its head.
    /// </summary>
    private static Task OtherConnectors(HttpContext http, RequestDelegate next) =>
        http.Request.Path.StartsWithSegments(DataspaceModule.ProtocolPath, StringComparison.Ordinal) && http.GetEndpoint()?.RequestDelegate is { } door ? door(http) : next(http);

    /// <summary>How the node reaches itself: an address that listens everywhere can't be called.</summary>
    private static Uri OfThisMachine(Uri listens) => listens.Host switch
    {
        "0.0.0.0" => new UriBuilder(listens) { Host = "127.0.0.1" }.Uri,
        "[::]" => new UriBuilder(listens) { Host = "[::1]" }.Uri,
        _ => listens,
    };

    /// <summary>The first start makes one operator key for the ecosystem itself and leaves it in a file.</summary>
    private static async Task EnsureOperator(IServiceProvider services, string folder, CancellationToken stop)
    {
        var file = Path.Combine(folder, OperatorKeyFile);
        if (File.Exists(file))
        {
            return;
        }

        var made = await services.GetRequiredService<ApiKeys>().Make(new MemberId(BundledRegistry.IdOf("E01")), [NodeRoles.Operator], "first operator", TimeSpan.FromDays(366), "node", stop);
        await using var stream = PrivateFile.Create(file);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(made.Value.Key), stop);
    }
}
