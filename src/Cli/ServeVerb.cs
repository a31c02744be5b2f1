using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Cli.Dataspace;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Host;
using KeyEcosystem.Host.People;
using KeyEcosystem.Host.Standby;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Mail;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco serve</c>: runs a node until it is told to stop.</summary>
internal static class ServeVerb
{
    public static Option<DirectoryInfo> Data { get; } = new("--data") { Description = "Folder of the node. 节点文件夹。", DefaultValueFactory = _ => new DirectoryInfo("keyeco-data") };

    public static Option<string> Urls { get; } = new("--urls") { Description = "Address to listen on. 监听地址。", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    private static readonly Option<Uri?> PublicUrl = Verb.AddressOption("--public-url", "Address that people reach the node at, https, when a proxy stands in front. 经代理对外的地址（https）。");

    private static readonly Option<string[]> Proxies = new("--proxy") { Description = "IP address of a proxy whose X-Forwarded-For, -Proto and -Host are believed, beside those of this machine. 受信任的代理地址。" };

    public static Option<string> Node { get; } = new("--node-id") { Description = "Short name of the node. 节点名称。", DefaultValueFactory = _ => "node" };

    public static Option<bool> NoBrowser { get; } = new("--no-browser") { Description = "Do not open the console in a browser. 不打开浏览器。" };

    private const string CertificateVariable = "KEYECO_CERTIFICATE_PASSWORD";

    /// <summary>Read where the option is not given, so that a password need not stand in a list of processes.</summary>
    private const string PostgresVariable = "KEYECO_POSTGRES";

    public static Option<string?> Postgres { get; } = new("--postgres") { Description = $"Keep the records in this PostgreSQL database, \"Host=...;Database=...\"; without it {PostgresVariable}, else SQLite in the folder. 使用 PostgreSQL 数据库。" };

    private static readonly Option<Uri?> Peer = Verb.AddressOption("--peer-url", "Where the other processes of the node on the same PostgreSQL database reach this one; without it the address it listens on. 同一节点其他进程访问本进程的地址。");

    public static Option<string?> Suite { get; } = new("--suite") { Description = "Suite of a new evidence log: sha256-ed25519 or sm3-sm2. 新存证日志的密码套件。" };

    public static Option<int> RotateKeys { get; } = new("--rotate-keys") { Description = "Days after which another key signs tokens, 2 to 366. 令牌密钥轮换天数。", DefaultValueFactory = _ => 90 };

    private static readonly Option<int> SealedGrain = new("--sealed-grain") { Description = "Seconds by which the time of jobs is told and metered that use data without seeing it, 1 to 3600. 可用不可见作业的计时粒度（秒）。", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> Attempts = new("--attempts-per-minute") { Description = "Attempts to sign in from one address in a minute, 1 to 10000; more where many share an address. 每个地址每分钟的登录尝试上限。", DefaultValueFactory = _ => NodeIdentityOptions.AttemptsPerMinuteDefault };

    public static Option<bool> JsonLogs { get; } = new("--log-json") { Description = "Log a JSON object a line. 日志为 JSON。" };

    public static Option<LogLevel> Level { get; } = new("--log-level") { Description = "From which level on the node's own words are logged. 日志级别。", DefaultValueFactory = _ => LogLevel.Warning };

    public static Option<Uri?> Otlp { get; } = Verb.AddressOption("--otlp", "Where traces and metrics are sent (OTLP over HTTP). 遥测地址。");

    private static readonly Option<string?> Smtp = new("--smtp") { Description = "Mail server, smtp://[user@]host[:port]; its password in KEYECO_SMTP_PASSWORD. 邮件服务器，密码放在 KEYECO_SMTP_PASSWORD。" };
    private static readonly Option<string?> MailFrom = new("--mail-from") { Description = "Address that letters come from. 发件地址。" };

    private static readonly Option<Uri?> Oidc = Verb.AddressOption("--oidc", "Issuer of another OpenID provider that people may sign in by. 外部 OpenID 身份提供方。");
    private static readonly Option<string?> OidcClient = new("--oidc-client") { Description = "What this node is called there; its secret in KEYECO_OIDC_SECRET. 客户端标识，密钥放在 KEYECO_OIDC_SECRET。" };
    private static readonly Option<string?> OidcName = new("--oidc-name") { Description = "What people are shown. 显示名称。" };
    private static readonly Option<Uri?> Webhook = Verb.AddressOption("--inbox-webhook", "Where new decisions are posted, signed with KEYECO_WEBHOOK_SECRET. 待办通知的 Webhook 地址。");

    private static readonly Option<string?> Participant = new("--participant") { Description = "How the node calls itself to other connectors, a DID as a rule. 本节点对其他连接器的参与方标识。" };
    private static readonly Option<Uri?> Connectors = Verb.AddressOption("--connector-url", "Take calls of other connectors here over mutual TLS, https://HOST:PORT as they call it; with --certificate. 在此地址以双向 TLS 接受其他连接器的调用，须给出 --certificate。");
    private static readonly Option<FileInfo?> Certificate = new("--certificate") { Description = $"The node's certificate with its private key: a PKCS #12 file whose password is in {CertificateVariable}, or a PEM file with both. 节点证书与私钥：PKCS #12（密码放在 {CertificateVariable}）或 PEM 文件。" };
    private static readonly Option<FileInfo?> Conformance = new("--conformance") { Description = "For a test kit of the Dataspace Protocol only: a script of what the node does; the kit needs no token. 仅供一致性测试：脚本文件，测试方无需令牌。" };

    /// <summary>All that <see cref="Settings"/> reads: every verb that runs a node takes them.</summary>
    public static Symbol[] NodeOptions => [Data, Urls, PublicUrl, Proxies, Node, Postgres, Peer, PassphraseVerb.FromFile, Suite, RotateKeys, Attempts, SealedGrain, NoBrowser, JsonLogs, Level, Otlp, Smtp, MailFrom, Webhook, Oidc, OidcClient, OidcName, Participant, Connectors, Certificate, Conformance];

    public static Command Build()
    {
        var verb = Verb.Group("serve", "Runs a node. 运行节点。", NodeOptions);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, async () =>
        {
            var settings = Settings(parsed);
            ListenAddress.Try(settings.Url);
            while (true)
            {
                await using var node = await NodeSeat.Take(settings, StandsBy, stop);
                Console.WriteLine($"KeyEcosystem listens on {node.Urls.First()}; the API is described at {node.Urls.First()}/api");
                if (settings.ConnectorUrl is not null)
                {
                    Console.WriteLine($"Other connectors call 其他连接器的调用地址: {NodeHost.ConnectorAddress(node)}");
                }

                if (node.Services.GetService<ConformanceScript>() is { } script)
                {
                    await new ConformanceWorld(new Uri(node.Urls.First()), (await File.ReadAllTextAsync(Path.Combine(Folder(parsed), NodeHost.OperatorKeyFile), stop)).Trim(), script).Make(stop);
                    Console.WriteLine("Conformance mode: calls of the Dataspace Protocol need no token. 一致性测试模式：协议调用无需令牌。");
                }

                await Greet(node, parsed, stop);
                Console.WriteLine($"The operator's key lies in {Path.Combine(Folder(parsed), NodeHost.OperatorKeyFile)}");
                var ended = node.WaitForShutdownAsync(stop);
                if (await Task.WhenAny(ended, NodeSeat.Lost(node)) == ended)
                {
                    await ended;
                    return 0;
                }

                Console.WriteLine("Another process has taken the database over; this one stops writing. 另一进程已接管数据库，本进程停止写入。");
                await node.StopAsync(stop);
            }
        }));
        return verb;

        void StandsBy(LaneSeat seat) => Console.WriteLine($"Another process of this node holds the database ({seat.Holder}, {seat.Url}): this one stands by, passes on what comes, and takes over when that one ends. 另一进程正在运行该节点，本进程待命并转发请求，必要时接管。");
    }

    /// <summary>Says where the console is, and gives the first operator a way in until the account has a password.</summary>
    public static async Task Greet(WebApplication node, ParseResult parsed, CancellationToken stop)
    {
        var link = await FirstOperator.SignInLink(node.Services, stop);
        if (link is not null)
        {
            Console.WriteLine($"Sign in once, within ten minutes 一次性登录（十分钟内有效）: {link}");
        }

        var console = parsed.GetValue(PublicUrl) ?? new Uri(node.Urls.First());
        Console.WriteLine($"Console 控制台: {console}");
        if (!parsed.GetValue(NoBrowser))
        {
            _ = Shell.Of(parsed).OpenBrowser(link ?? console);
        }
    }

    /// <summary>The folder of the node, as it was typed.</summary>
    public static string Folder(ParseResult parsed) => parsed.GetValue(Data)!.ToString();

    public static NodeSettings Settings(ParseResult parsed) =>
        new() { Data = Folder(parsed), Url = ListenAddress.Read(parsed.GetValue(Urls)!), PublicUrl = parsed.GetValue(PublicUrl), Proxies = Trusted(parsed), NodeId = parsed.GetValue(Node)!, Participant = parsed.GetValue(Participant), ConnectorUrl = ConnectorsOf(parsed), Certificate = CertificateOf(parsed), Conformance = Script(parsed), Postgres = Target(parsed), PeerUrl = parsed.GetValue(Peer), Passphrase = PassphraseVerb.Given(parsed), Suite = parsed.GetValue(Suite), RotateKeysEvery = TimeSpan.FromDays(parsed.GetValue(RotateKeys)), AttemptsPerMinuteMax = parsed.GetValue(Attempts), SealedGrainSeconds = parsed.GetValue(SealedGrain), JsonLogs = parsed.GetValue(JsonLogs), LogLevel = parsed.GetValue(Level), Otlp = parsed.GetValue(Otlp), Smtp = MailServer(parsed), InboxWebhook = parsed.GetValue(Webhook), WebhookSecret = Shell.Of(parsed).Variable("KEYECO_WEBHOOK_SECRET") is { Length: > 0 } secret ? new Passphrase(secret) : null, SignInBy = parsed.GetValue(Oidc) is { } issuer ? ExternalProvider.Of(issuer, parsed.GetValue(OidcClient), Shell.Of(parsed).Variable("KEYECO_OIDC_SECRET"), parsed.GetValue(OidcName)) : null };

    private static Uri? ConnectorsOf(ParseResult parsed) => parsed.GetValue(Connectors) switch
    {
        null => null,
        { Scheme: not "https" } => throw new UsageException("--connector-url: an https address, e.g. https://node.example:5443. --connector-url：须为 https 地址。"),
        _ when parsed.GetValue(Certificate) is null => throw new UsageException("--connector-url: give --certificate as well. --connector-url：须同时给出 --certificate。"),
        var given => given,
    };

    private static X509Certificate2? CertificateOf(ParseResult parsed)
    {
        if (parsed.GetValue(Certificate) is not { } file)
        {
            return null;
        }

        if (parsed.GetValue(Connectors) is null)
        {
            throw new UsageException("--certificate: give --connector-url as well, the address at which other connectors call this node; alone it does nothing. --certificate：须同时给出 --connector-url（其他连接器调用本节点的地址），单独给出不起作用。");
        }

        try
        {
            var certificate = CertificateFile.Read(file.FullName, Shell.Of(parsed).Variable(CertificateVariable));
            return certificate.HasPrivateKey ? certificate : throw new UsageException($"--certificate: \"{file}\" holds no private key. --certificate：文件“{file}”不含私钥。");
        }
        catch (CryptographicException wrong)
        {
            throw new UsageException($"--certificate: \"{file}\" can't be read ({wrong.Message}); is it PKCS #12 or PEM, and {CertificateVariable} right? --certificate：无法读取“{file}”，请检查格式（PKCS #12 或 PEM）与密码 {CertificateVariable}。");
        }
    }

    private static ConformanceScript? Script(ParseResult parsed)
    {
        if (parsed.GetValue(Conformance) is not { } file)
        {
            return null;
        }

        try
        {
            return ConformanceScript.Read(file.FullName);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            throw new UsageException($"--conformance: {wrong.Message}");
        }
    }

    private static IReadOnlyList<IPAddress> Trusted(ParseResult parsed) =>
        [.. (parsed.GetValue(Proxies) ?? []).Select(p => IPAddress.TryParse(p, out var address) ? address : throw new UsageException($"--proxy: \"{p}\" is no IP address. --proxy：须为 IP 地址。"))];

    /// <summary>The database that is named by the option or the variable; null for SQLite.</summary>
    internal static PostgresTarget? Target(ParseResult parsed) =>
        (parsed.GetValue(Postgres) ?? Environment.GetEnvironmentVariable(PostgresVariable)) is { Length: > 0 } text ? PostgresTarget.Parse(text) : null;

    private static SmtpOptions? MailServer(ParseResult parsed) =>
        parsed.GetValue(Smtp) is { } server ? SmtpOptions.Parse(server, parsed.GetValue(MailFrom), Shell.Of(parsed).Variable("KEYECO_SMTP_PASSWORD")) : null;
}
