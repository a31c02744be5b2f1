using System.Net;
using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Host.People;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Mail;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Host;

/// <summary>What one node is told at start.</summary>
public sealed record NodeSettings
{
    /// <summary>Folder of the store, the keys and the data sets; made when missing.</summary>
    public string Data { get; init; } = "keyeco-data";

    /// <summary>Address to listen on.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080/");

    /// <summary>Address people reach the node at, through a proxy; the listening address when null.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Proxies on other machines whose word on the caller's address, scheme and host is taken; those of this machine are believed anyway when there is a public address.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>The PostgreSQL database of the records; null for SQLite in the folder.</summary>
    public PostgresTarget? Postgres { get; init; }

    /// <summary>Where the other processes of the node on the same PostgreSQL database reach this one; null for the address it listens on.</summary>
    public Uri? PeerUrl { get; init; }

    /// <summary>How long a start waits for another process to give up the PostgreSQL database, 1 second to 10 minutes.</summary>
    public TimeSpan LaneWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Opens the node's keys; null when their master key lies in the folder in clear.</summary>
    public Passphrase? Passphrase { get; init; }

    /// <summary>Suite of a new log, <c>sha256-ed25519</c> or <c>sm3-sm2</c>; null takes the first, or what the log is in.</summary>
    public string? Suite { get; init; }

    /// <summary>How long a key signs tokens before the next one does, 2 to 366 days.</summary>
    public TimeSpan RotateKeysEvery { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Attempts to sign in, to sign up and to accept an invitation that one address may make in a minute, 1 to 10,000.</summary>
    public int AttemptsPerMinuteMax { get; init; } = NodeIdentityOptions.AttemptsPerMinuteDefault;

    /// <summary>Seconds by which the time of sealed runs is told and metered, 1 to 3,600.</summary>
    public int SealedGrainSeconds { get; init; } = 60;

    /// <summary>Short name of the node, letters, digits and hyphens: part of cookie names, token audience and evidence.</summary>
    public string NodeId { get; init; } = "node";

    /// <summary>Whether the log is a JSON object a line, for programs.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>From which level on the node's own words are logged; the frameworks' begin at warnings.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Where traces and metrics are sent by OTLP over HTTP; null sends none, unless OTEL_EXPORTER_OTLP_ENDPOINT says where.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The mail server that takes letters; null leaves them in the outbox.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Where new items of the inbox are posted; null for nowhere.</summary>
    public Uri? InboxWebhook { get; init; }

    /// <summary>Signs what is posted there.</summary>
    public Passphrase? WebhookSecret { get; init; }

    /// <summary>How the node calls itself to other connectors, a DID as a rule; null for a URN of its name.</summary>
    public string? Participant { get; init; }

    /// <summary>Where the node takes calls of other connectors over TLS, in which each side shows its certificate; https with the host that they call and the port. Null takes them where it listens.</summary>
    public Uri? ConnectorUrl { get; init; }

    /// <summary>What the node shows to other connectors, with its private key; there whenever <see cref="ConnectorUrl"/> is.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What the node does by itself while a test kit of the Dataspace Protocol tries it; null else.</summary>
    public ConformanceScript? Conformance { get; init; }

    /// <summary>Another OpenID provider that people may sign in by; null for none.</summary>
    public ExternalProvider? SignInBy { get; init; }

    /// <summary>Limits of every door.</summary>
    public DoorOptions Doors { get; init; } = new();
}
