using System.Diagnostics;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Bench;

/// <summary>Two nodes in processes of their own, each on SQLite, that know each other as connectors.</summary>
internal sealed class BenchPair : IAsyncDisposable
{
    private static readonly Uri One = new("http://127.0.0.1:5298/");
    private static readonly Uri Two = new("http://127.0.0.1:5299/");
    private readonly string keyeco;
    private Process one;
    private Process two;

    private BenchPair(string keyeco, string folderOne, string folderTwo, Process one, Process two)
    {
        this.keyeco = keyeco;
        (FolderOne, FolderTwo, this.one, this.two) = (folderOne, folderTwo, one, two);
    }

    /// <summary>By what the consumer's node is known at the provider's.</summary>
    public static string TokenOfConsumer { get; } = new('2', 40);

    /// <summary>Processor time that the provider's node has taken.</summary>
    public TimeSpan ProviderTime
    {
        get
        {
            one.Refresh();
            return one.TotalProcessorTime;
        }
    }

    /// <summary>Where the provider's node speaks the Dataspace Protocol.</summary>
    public string ProtocolUrl => new Uri(One, "dsp").AbsoluteUri;

    /// <summary>Data folder of the provider's node.</summary>
    public string FolderOne { get; }

    private string FolderTwo { get; }

    /// <summary>The provider at its node.</summary>
    public NodeHttp Provider { get; private set; } = null!;

    /// <summary>The consumer at its node.</summary>
    public NodeHttp Consumer { get; private set; } = null!;

    /// <summary>The provider's node as the consumer's knows it.</summary>
    public PeerId Peer { get; private set; }

    public static async Task<BenchPair> Start(string keyeco)
    {
        var (folderOne, folderTwo) = (Directory.CreateTempSubdirectory("keyeco-bench-").FullName, Directory.CreateTempSubdirectory("keyeco-bench-").FullName);
        var pair = new BenchPair(keyeco, folderOne, folderTwo, await BenchNode.Serve(keyeco, folderOne, One, "--node-id", "one"), await BenchNode.Serve(keyeco, folderTwo, Two, "--node-id", "two"));
        await pair.Introduce();
        return pair;
    }

    /// <summary>Ends one side by SIGKILL and starts it again.</summary>
    public async Task KillAndStart(bool provider)
    {
        var node = provider ? one : two;
        node.Kill();
        await node.WaitForExitAsync();
        if (provider)
        {
            one = await BenchNode.Serve(keyeco, FolderOne, One, "--node-id", "one");
        }
        else
        {
            two = await BenchNode.Serve(keyeco, FolderTwo, Two, "--node-id", "two");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in (Process[])[one, two])
        {
            node.Kill();
            await node.WaitForExitAsync();
        }

        Directory.Delete(FolderOne, recursive: true);
        Directory.Delete(FolderTwo, recursive: true);
    }

    private async Task Introduce()
    {
        var tokenOne = new string('1', 40);
        var oneAdmin = BenchNode.With(One, await File.ReadAllTextAsync(Path.Combine(FolderOne, "operator.key")));
        var twoAdmin = BenchNode.With(Two, await File.ReadAllTextAsync(Path.Combine(FolderTwo, "operator.key")));
        (_, Provider) = await Admit(oneAdmin, One, "Provider");
        var (stands, _) = await Admit(oneAdmin, One, "The other node");
        (_, Consumer) = await Admit(twoAdmin, Two, "Consumer");
        var (standsThere, _) = await Admit(twoAdmin, Two, "The first node");
        await oneAdmin.AdmitPeer(new PeerAdmission("urn:keyeco:two", stands, new Uri(Two, "dsp").AbsoluteUri, TokenOfConsumer, tokenOne), default);
        Peer = (await twoAdmin.AdmitPeer(new PeerAdmission("urn:keyeco:one", standsThere, new Uri(One, "dsp").AbsoluteUri, tokenOne, TokenOfConsumer), default)).Id;
    }

    private static async Task<(MemberId Member, NodeHttp Node)> Admit(NodeHttp admin, Uri url, string name)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", true), default);
        await admin.StepMember(member.Id, "admit", default);
        var key = await admin.MakeKey(new KeyRequest(member.Id, ["member-admin"], "bench", 30), default);
        return (member.Id, BenchNode.With(url, key.Key));
    }
}
