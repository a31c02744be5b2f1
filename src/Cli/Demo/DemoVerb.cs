using System.CommandLine;
using KeyEcosystem.Host;

namespace KeyEcosystem.Cli.Demo;

/// <summary><c>keyeco demo</c>: a node, and a first exchange between three fictitious organisations, through the public API.</summary>
internal static class DemoVerb
{
    private static readonly Option<FileInfo?> Dataset = new("--dataset") { Description = "CSV that the factory publishes, .csv or .csv.gz; a sample is made without it. 工厂发布的 CSV。" };
    private static readonly Option<bool> TwoNodes = new("--two-nodes") { Description = "Two nodes exchange a data set by the Dataspace Protocol; the second keeps its data beside the first's. 两个节点以数据空间协议交换数据集。" };
    private static readonly Option<bool> Exit = new("--exit") { Description = "End after the exchange. 完成后退出。" };

    public static Command Build()
    {
        var verb = Verb.Group("demo", "Starts a node and performs a first exchange of data and compute. 启动节点并演示首次数据与算力交换。", [.. ServeVerb.NodeOptions, Dataset, TwoNodes, Exit]);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(parsed, stop)));
        return verb;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        // A file that can't be read is told before a node is made for it.
        var data = await DemoData.Read(parsed.GetValue(Dataset)?.ToString(), stop);
        var settings = ServeVerb.Settings(parsed);
        ListenAddress.Try(settings.Url);
        await using var node = await NodeHost.Build(settings, stop);
        await node.StartAsync(stop);
        try
        {
            var url = new Uri(node.Urls.First());
            var key = await File.ReadAllTextAsync(Path.Combine(ServeVerb.Folder(parsed), NodeHost.OperatorKeyFile), stop);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(TwoNodes))
            {
                return await Abroad(parsed, url, key, data, output, stop);
            }

            var exchange = new FirstExchange(url, key, data, output);
            await exchange.Run(stop);
            output.WriteLine("first exchange complete");
            if (!parsed.GetValue(Exit))
            {
                output.WriteLine();
                await exchange.GiveLinks(stop);
                output.WriteLine($"To try it as somebody new: sign up at {url}sign-up or follow docs/first-steps.md; letters lie in {Path.Combine(ServeVerb.Folder(parsed), "outbox")}. 以新用户身份试用：访问 {url}sign-up，或参阅 docs/first-steps.md。");
                output.WriteLine($"The node goes on at {url}; the API is described at {url}api. Ctrl+C ends it. 节点继续运行，Ctrl+C 结束。");
                await ServeVerb.Greet(node, parsed, stop);
                await node.WaitForShutdownAsync(stop);
            }
        }
        finally
        {
            await node.StopAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }

    /// <summary>A second node, of another country, and what the two exchange.</summary>
    private static async Task<int> Abroad(ParseResult parsed, Uri url, string key, DemoData data, TextWriter output, CancellationToken stop)
    {
        // Peers know each other by address: one that was chosen by the system is another at the next start, and so is the peer.
        var first = ServeVerb.Settings(parsed);
        var settings = first with { Data = ServeVerb.Folder(parsed) + "-abroad", NodeId = "abroad", Participant = null, Url = new Uri($"http://127.0.0.1:{(first.Url.Port == 0 ? 0 : first.Url.Port + 1)}/"), PublicUrl = null, Postgres = null };
        ListenAddress.Try(settings.Url);
        await using var node = await NodeHost.Build(settings, stop);
        await node.StartAsync(stop);
        try
        {
            var there = (new Uri(node.Urls.First()), "urn:keyeco:abroad", await File.ReadAllTextAsync(Path.Combine(settings.Data, NodeHost.OperatorKeyFile), stop));
            await new TwoNodeExchange((url, first.Participant ?? $"urn:keyeco:{first.NodeId}", key), there, data, output).Run(stop);
            output.WriteLine("exchange between two nodes complete");
            if (!parsed.GetValue(Exit))
            {
                output.WriteLine($"The nodes go on at {url} and {node.Urls.First()}. Ctrl+C ends them. 两个节点继续运行，Ctrl+C 结束。");
                await node.WaitForShutdownAsync(stop);
            }
        }
        finally
        {
            await node.StopAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }
}
