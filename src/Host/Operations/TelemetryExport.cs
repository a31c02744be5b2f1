using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KeyEcosystem.Host.Operations;

/// <summary>Sends traces and metrics by OTLP, when somebody says where to; otherwise nothing of it is loaded.</summary>
internal static class TelemetryExport
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetryExport(this WebApplicationBuilder builder, NodeSettings settings)
    {
        if (settings.Otlp is not null || !string.IsNullOrEmpty(builder.Configuration[EndpointVariable]))
        {
            Add(builder.Services, settings);
        }
    }

    private static void Add(IServiceCollection services, NodeSettings settings) => services.AddOpenTelemetry()
        .ConfigureResource(r => r.AddService("keyeco", serviceInstanceId: settings.NodeId))
        // The frameworks' own sources: requests, the server, outgoing calls, the runtime.
        .WithTracing(t => t.AddSource("keyeco.*", "Microsoft.AspNetCore", "System.Net.Http").AddOtlpExporter(o => Direct(o, settings, "v1/traces")))
        .WithMetrics(m => m.AddMeter("keyeco.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter(o => Direct(o, settings, "v1/metrics")));

    /// <summary>An address of the settings speaks HTTP; without one the exporter reads its own environment variables.</summary>
    private static void Direct(OtlpExporterOptions options, NodeSettings settings, string path)
    {
        if (settings.Otlp is { } address)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(address, path);
        }
    }
}
