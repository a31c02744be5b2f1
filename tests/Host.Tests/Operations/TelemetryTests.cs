using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Host.Tests.Operations;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Lane_Gate_and_evidence_are_measured()
    {
        await using var node = await RunningNode.Start();
        var meters = node.Services.GetRequiredService<IMeterFactory>();
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                // The tests beside this one have nodes too: only the meters of this node and those of the whole process are listened to.
                if (instrument.Meter.Name.StartsWith("keyeco.", StringComparison.Ordinal) && (instrument.Meter.Scope is null || instrument.Meter.Scope == meters))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => seen[Name(i, tags)] = value);
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen[Name(i, tags)] = value);
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => seen[Name(i, tags)] = value);
        listener.Start();
        var factory = (await node.Admit("factory", "factory")).Http;
        var institute = (await node.Admit("institute", "institute")).Http;
        var asset = await RunningNode.Publish(factory);
        await institute.Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research");
        await RunningNode.Agree(factory, institute, asset);
        await institute.Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research");
        listener.RecordObservableInstruments();

        Assert.Contains("keyeco.lane.commit.duration outcome=done", seen.Keys);
        Assert.Contains("keyeco.lane.batch.size", seen.Keys);
        Assert.Contains("keyeco.lane.queue", seen.Keys);
        Assert.Contains("keyeco.gate.decisions action=read outcome=refused reason=agreement.none", seen.Keys);
        Assert.Contains("keyeco.gate.decisions action=read outcome=permitted reason=", seen.Keys);
        Assert.True(seen["keyeco.evidence.size"] > 5);
        Assert.Contains("keyeco.compute.jobs.running", seen.Keys);
    }

    [Fact]
    public async Task Traces_and_metrics_reach_a_collector_that_the_node_was_told_of()
    {
        var received = new ConcurrentDictionary<string, string>();
        using var collector = new HttpListener();
        var port = FreePort();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        var listening = Listen(collector, received);

        await using (var node = await RunningNode.Start(s => s with { Otlp = new Uri($"http://127.0.0.1:{port}/") }))
        {
            var factory = (await node.Admit("factory", "factory")).Http;
            await factory.Get<AssetView>($"dataspace/v1/assets/{(await RunningNode.Publish(factory)).Id}", default);
        }

        collector.Stop();
        await listening;
        Assert.Contains("keyeco.lane.commit", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("keyeco.lane.commit.duration", received["/v1/metrics"], StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private static async Task Listen(HttpListener collector, ConcurrentDictionary<string, string> received)
    {
        while (collector.IsListening)
        {
            try
            {
                var call = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                received.AddOrUpdate(call.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray()), (_, was) => was + Encoding.Latin1.GetString(body.ToArray()));
                call.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = new StringBuilder(instrument.Name);
        foreach (var (key, value) in tags)
        {
            name.Append(' ').Append(key).Append('=').Append(value);
        }

        return name.ToString();
    }
}
