using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Host;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Cli.Tests;

/// <summary>A real node on a free loopback port, and the command in the same process with an environment of its own.</summary>
internal sealed class CliNode : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication app;
    private readonly bool shared;

    private CliNode(WebApplication app, string data, string folder, string key)
    {
        this.app = app;
        Data = data;
        Folder = folder;
        OperatorKey = key;
        shared = data != folder;
    }

    /// <summary>Where the node keeps what it has.</summary>
    public string Data { get; }

    /// <summary>Where the test puts its files; the node's own folder, unless the node is shared.</summary>
    public string Folder { get; }

    public string OperatorKey { get; }

    public Uri Address => new(app.Urls.First());

    /// <summary>Where other connectors call it over TLS.</summary>
    public Uri Connectors => new(app.Urls.First(u => u.StartsWith("https:", StringComparison.Ordinal)));

    public string Settings => Path.Combine(Folder, "settings");

    public static async Task<CliNode> Start(string nodeId = "node", string? folder = null, string? passphrase = null, string? suite = null, bool tables = true, ConformanceScript? conformance = null, X509Certificate2? certificate = null)
    {
        folder ??= Directory.CreateTempSubdirectory("keyeco-cli-").FullName;
        var app = await NodeHost.Build(new NodeSettings { NodeId = nodeId, Conformance = conformance, ConnectorUrl = certificate is null ? null : new Uri("https://127.0.0.1:0/"), Certificate = certificate, Data = folder, Suite = suite, Postgres = tables ? TestStores.Target(folder, NodeTables.Migrate) : TestStores.Target(folder), Passphrase = passphrase is null ? null : new Passphrase(passphrase), Url = new Uri("http://127.0.0.1:0/") }, default);

        // What the console's sign-in page does.
        app.MapPost("/test/password", async (HttpContext http, SignInService signIns) => (await signIns.WithPassword(http, http.Request.Form["name"]!, http.Request.Form["password"]!, default)).IsOk ? Results.Ok() : Results.BadRequest()).DisableAntiforgery();
        await app.StartAsync();
        return new CliNode(app, folder, folder, await File.ReadAllTextAsync(Path.Combine(folder, NodeHost.OperatorKeyFile)));
    }

    /// <summary>The same node, from a machine with nothing on it; it runs on when that is disposed of.</summary>
    public CliNode FromElsewhere() => new(app, Data, Directory.CreateTempSubdirectory("keyeco-cli-").FullName, OperatorKey);

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Runs the command as whoever holds the key; null for nobody.</summary>
    public Task<Said> As(string? key, params string[] args) => Run(args, key);

    public Task<Said> AsOperator(params string[] args) => Run(args, OperatorKey);

    public async Task<Said> Run(string[] args, string? key = null, Func<Uri, bool>? browser = null, string? secret = null, string? url = null, TimeProvider? clock = null, Dictionary<string, string>? variables = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var shell = new Shell
        {
            Output = output,
            Error = error,
            Variable = name => name switch { "KEYECO_URL" => url ?? Address.AbsoluteUri, "KEYECO_KEY" => key, _ => variables?.GetValueOrDefault(name) },
            SettingsFolder = Settings,
            WorkFolder = Settings,
            KeptFolder = Path.Combine(Folder, "kept"),
            OpenBrowser = browser ?? (_ => false),
            ReadSecret = _ => secret,
            Clock = clock ?? TimeProvider.System,
            Interactive = false,
        };
        var code = await Verbs.Run(args, shell);
        return new Said(code, output.ToString(), error.ToString());
    }

    /// <summary>A member that is admitted, by the command; the key of its administrator.</summary>
    public async Task<(string Member, string Key)> Admit(string name, string type)
    {
        var member = (await AsOperator("members", "apply", "--name-zh", name, "--name-en", name, "--type", type, "--country", "CN", "--demonstration", "--json")).Text("id");
        await AsOperator("members", "admit", member);
        var key = (await AsOperator("keys", "make", "--name", "test", "--role", "member-admin", "--member", member, "--json")).Text("key");
        return (member, key);
    }

    /// <summary>A browser that a person of this name has signed in with; it follows the command's address to its answer.</summary>
    public Func<Uri, bool> Browser(string loginName) => address =>
    {
        _ = Task.Run(async () =>
        {
            using var http = new HttpClient { BaseAddress = Address };
            using var form = new FormUrlEncodedContent([new("name", loginName), new("password", Password)]);
            (await http.PostAsync("test/password", form)).EnsureSuccessStatusCode();
            (await http.GetAsync(address)).EnsureSuccessStatusCode();
        });
        return true;
    };

    /// <summary>Ends the node; what it keeps stays, for another one to be started on it.</summary>
    public async Task Stop()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!shared)
        {
            await Stop();
        }

        TestStores.Delete(Folder);
    }
}
