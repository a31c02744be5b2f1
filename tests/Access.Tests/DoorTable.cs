using System.Net;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Platform.Identity;
using static KeyEcosystem.Access.Tests.Foreign;

namespace KeyEcosystem.Access.Tests;

/// <summary>
/// Every endpoint with a version in its path has a row here; a test fails for one that has none. Add a row with the endpoint:
/// the harness then sends it thousands of forged requests, and docs/access.md shows who may.
/// </summary>
internal static class DoorTable
{
    public static readonly IReadOnlyList<string> All = NodeRoles.All;
    private static readonly string[] Admins = [NodeRoles.Operator, NodeRoles.MemberAdmin];
    private static readonly string[] Admin = [NodeRoles.MemberAdmin];
    private static readonly string[] Readers = [NodeRoles.MemberAdmin, NodeRoles.MemberUser, NodeRoles.Trial];
    private static readonly string[] Dealers = [NodeRoles.MemberAdmin, NodeRoles.Trial];
    private static readonly string[] Books = [NodeRoles.MemberAdmin, NodeRoles.MemberUser, NodeRoles.Trial, NodeRoles.Operator, NodeRoles.Auditor, NodeRoles.Regulator];
    private static readonly string[] Overseers = [NodeRoles.Operator, NodeRoles.Auditor, NodeRoles.Regulator];
    private static readonly string[] Agent = [NodeRoles.Agent];
    private static readonly string[] Senders = [NodeRoles.MemberAdmin, NodeRoles.MemberUser, NodeRoles.Agent, NodeRoles.Operator];
    private static readonly string[] Operator = [NodeRoles.Operator];
    private static readonly string[] Watchers = [NodeRoles.Operator, NodeRoles.Auditor];

    /// <summary>Doors that anybody may knock at, limited by address; a bad ticket opens nothing.</summary>
    public static IReadOnlyDictionary<string, string> Open { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["POST /identity/v1/invitations/accept"] = """{"ticket":"inv_00000000000000000000000000000000_0000000000000000000000000000000000000000000000000000000000000000","displayName":"x","password":"correct horse battery"}""",
        ["POST /identity/v1/sign-up"] = """{"email":"nobody"}""",
        ["POST /identity/v1/sign-up/complete"] = """{"ticket":"sup_00000000000000000000000000000000_0000000000000000000000000000000000000000000000000000000000000000","displayName":"x","password":"correct horse battery"}""",
    };

    /// <summary>Doors to the caller's own account: a person's, so that a key of whatever role finds none there.</summary>
    public static IReadOnlyDictionary<string, string?> Persons { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["GET /identity/v1/me/account"] = null,
        ["POST /identity/v1/me/name"] = """{"displayName":"x"}""",
        ["POST /identity/v1/me/password"] = """{"current":null,"password":"correct horse battery"}""",
        ["POST /identity/v1/me/sign-out"] = null,
    };

    public static IReadOnlyList<Door> Rows { get; } =
    [
        new("GET", "/compute/v1/airlock", All, Own, Get("compute/v1/airlock")),
        new("GET", "/compute/v1/airlock/{id}", All, Hidden, async w => new Call($"compute/v1/airlock/{await w.Waiting()}")),
        new("GET", "/compute/v1/airlock/{id}/content", Readers, Hidden, async w => new Call($"compute/v1/airlock/{await w.Waiting()}/content")),
        new("POST", "/compute/v1/airlock/{id}/{step}", Admin, Hidden, async w => new Call($"compute/v1/airlock/{await w.Waiting()}/refuse", """{"reason":"x"}""")),
        new("GET", "/compute/v1/cohorts", All, Shared, Get("compute/v1/cohorts")),
        new("GET", "/compute/v1/cohorts/{name}", All, Shared, async w => new Call($"compute/v1/cohorts/{await w.Cohort()}")),
        new("GET", "/compute/v1/cohorts/{name}/history", All, Shared, async w => new Call($"compute/v1/cohorts/{await w.Cohort()}/history")),
        new("GET", "/compute/v1/jobs", All, Own, Get("compute/v1/jobs")),
        new("POST", "/compute/v1/jobs", Readers, Gate, w => Task.FromResult(w.Submission())),
        new("GET", "/compute/v1/jobs/{id}", All, Hidden, async w => new Call($"compute/v1/jobs/{await w.Job()}")),
        new("POST", "/compute/v1/jobs/{id}/cancel", Readers, Hidden, async w => new Call($"compute/v1/jobs/{await w.Job()}/cancel")),
        new("GET", "/compute/v1/jobs/{id}/logs", Readers, Hidden, async w => new Call($"compute/v1/jobs/{await w.Job()}/logs")),
        new("POST", "/compute/v1/jobs/{id}/retry", Readers, Hidden, async w => new Call($"compute/v1/jobs/{await w.CancelledJob()}/retry")),
        new("GET", "/compute/v1/pools", All, Shared, Get("compute/v1/pools")),
        new("POST", "/compute/v1/pools", Admin, Hidden, async w => new Call("compute/v1/pools", w.Registration(await w.Asset("compute-pool")))),
        new("GET", "/compute/v1/pools/{id}", All, Shared, w => Task.FromResult(new Call($"compute/v1/pools/{w.Pool}"))),
        new("PATCH", "/compute/v1/pools/{id}", Admin, Hidden, w => Task.FromResult(new Call($"compute/v1/pools/{w.Pool}", """{"assetValueMinor":1}"""))),
        new("PUT", "/compute/v1/pools/{id}/weight", Operator, Refused, w => Task.FromResult(new Call($"compute/v1/pools/{w.Pool}/weight", """{"weight":100}"""))),
        new("GET", "/compute/v1/pools/{id}/balance", All, Hidden, w => Task.FromResult(new Call($"compute/v1/pools/{w.Pool}/balance"))),
        new("GET", "/compute/v1/pools/{id}/tidy", Admin, Hidden, w => Task.FromResult(new Call($"compute/v1/pools/{w.Pool}/tidy"))),
        // The plan that moves nothing.
        new("POST", "/compute/v1/pools/{id}/tidy", Admin, Hidden, w => Task.FromResult(new Call($"compute/v1/pools/{w.Pool}/tidy", """{"plan":"e3b0c44298fc1c14"}"""))),
        new("POST", "/compute/v1/pools/{id}/agent", Agent, Hidden, async w => new Call($"compute/v1/pools/{await w.AgentPool()}/agent", """{"backend":"local","devices":[]}""")),
        new("POST", "/compute/v1/pools/{id}/agent/calls", Agent, Hidden, async w =>
        {
            var (pool, epoch) = await w.Session();
            return new Call($"compute/v1/pools/{pool}/agent/calls", """{"holds":[]}""", Header: epoch);
        }),
        new("GET", "/compute/v1/pools/{id}/agent/runs/{run}/files/{folder}/{**name}", Agent, Hidden, async w =>
        {
            var (pool, epoch, run) = await w.HeldRun();
            var orders = await w.With(w.Victims[NodeRoles.Agent]).CallAgent(pool, long.Parse(epoch.Item2, System.Globalization.CultureInfo.InvariantCulture), new AgentCall([], null), 0, default);
            return new Call($"compute/v1/pools/{pool}/agent/runs/{run.Key}/files/in/{orders.Begin[0].Files[0].Name}", Header: epoch);
        }),
        new("POST", "/compute/v1/pools/{id}/agent/runs/{run}/lines", Agent, Hidden, async w =>
        {
            var (pool, epoch, run) = await w.HeldRun();
            return new Call($"compute/v1/pools/{pool}/agent/runs/{run.Key}/lines", """{"from":0,"lines":[{"error":false,"text":"x"}]}""", Header: epoch);
        }),
        new("HEAD", "/compute/v1/uploads/{sha256}", Senders, Own, async w => new Call($"compute/v1/uploads/{await w.UploadedPart()}")),
        new("PATCH", "/compute/v1/uploads/{sha256}", Senders, Own, w => Task.FromResult(new Call($"compute/v1/uploads/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(w.Fresh())))}", Bytes: [1], Header: ("Upload-Offset", "0")))) { Again = HttpStatusCode.Conflict },
        new("POST", "/compute/v1/uploads/{sha256}/finish", Senders, Own, async w => new Call($"compute/v1/uploads/{await w.UploadedPart()}/finish")) { Again = HttpStatusCode.Conflict },
        new("GET", "/compute/v1/exchange-rates", All, Shared, async w =>
        {
            await w.ExchangeRates();
            return new Call("compute/v1/exchange-rates");
        }),
        new("PUT", "/compute/v1/exchange-rates", Operator, Shared, _ => Task.FromResult(new Call("compute/v1/exchange-rates", World.Rates))),
        new("POST", "/compute/v1/what-ifs", All, Own, w => Task.FromResult(new Call("compute/v1/what-ifs", World.Sample))),
        new("GET", "/compute/v1/what-ifs/{id}", All, Hidden, async w => new Call($"compute/v1/what-ifs/{await w.WhatIf()}")),
        new("DELETE", "/compute/v1/what-ifs/{id}", All, Hidden, async w => new Call($"compute/v1/what-ifs/{await w.WhatIf()}")),
        new("GET", "/dataspace/v1/agreements", All, Own, Get("dataspace/v1/agreements")),
        new("POST", "/dataspace/v1/agreements", Dealers, Own, async w => new Call("dataspace/v1/agreements", $$"""{"asset":"{{await w.FriendsNew()}}"}""")) { Again = HttpStatusCode.Conflict },
        new("GET", "/dataspace/v1/agreements/{id}", All, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Requested()}")),
        new("GET", "/dataspace/v1/agreements/{id}/document", All, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Requested()}/document")),
        new("POST", "/dataspace/v1/agreements/{id}/duties", Dealers, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Owing()}/duties", """{"clause":"obligation[0]","step":"waive"}""")),
        new("POST", "/dataspace/v1/agreements/{id}/proposals", Admin, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Requested()}/proposals", """{"policy":{"permission":[{"action":"use"}]}}""")),
        new("POST", "/dataspace/v1/agreements/{id}/amendments", Admin, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Owing()}/amendments", """{"policy":{"permission":[{"action":"read"}]}}""")),
        new("POST", "/dataspace/v1/agreements/{id}/disputes", Dealers, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Owing()}/disputes", """{"reason":"x"}""")),
        new("POST", "/dataspace/v1/agreements/{id}/{step}", Dealers, Hidden, async w => new Call($"dataspace/v1/agreements/{await w.Requested()}/agree")),
        new("GET", "/dataspace/v1/disputes", All, Own, Get("dataspace/v1/disputes")),
        new("GET", "/dataspace/v1/disputes/{id}", All, Hidden, async w => new Call($"dataspace/v1/disputes/{await w.Disputed()}")),
        // What two others have between them: nobody rules in a matter of its own.
        new("POST", "/dataspace/v1/disputes/{id}/ruling", [NodeRoles.Operator, NodeRoles.Regulator], Refused, async w => new Call($"dataspace/v1/disputes/{await w.OthersDispute()}/ruling", """{"step":"dismiss","note":"x"}""")),
        new("POST", "/dataspace/v1/disputes/{id}/{step}", Dealers, Hidden, async w => new Call($"dataspace/v1/disputes/{await w.Disputed()}/reject", """{"note":"x"}""")),
        new("GET", "/dataspace/v1/assets", All, Shared, Get("dataspace/v1/assets")),
        new("POST", "/dataspace/v1/assets", Admin, Own, w => Task.FromResult(new Call("dataspace/v1/assets", w.Publication("dataset")))),
        new("GET", "/dataspace/v1/assets/{id}", All, Shared, w => Task.FromResult(new Call($"dataspace/v1/assets/{w.Data}"))),
        new("PUT", "/dataspace/v1/assets/{id}/airlock", Admin, Hidden, async w => new Call($"dataspace/v1/assets/{await w.Asset("dataset")}/airlock", """{"bytesMax":100,"rowsMax":10,"cellCountMin":5,"digitsMax":6,"bitsMax":1000,"forms":["csv"],"approval":true,"hosts":[]}""")),
        new("GET", "/dataspace/v1/assets/{id}/content", Readers, Gate, w => Task.FromResult(new Call($"dataspace/v1/assets/{w.Data}/content?purpose=research"))),
        new("PUT", "/dataspace/v1/assets/{id}/content", Admin, Hidden, async w => new Call($"dataspace/v1/assets/{await w.Asset("dataset")}/content", null, [1, 2, 3])),
        new("HEAD", "/dataspace/v1/assets/{id}/content", Admin, Hidden, async w => new Call($"dataspace/v1/assets/{await w.Asset("dataset")}/content")),
        new("PATCH", "/dataspace/v1/assets/{id}/content", Admin, Hidden, async w => new Call($"dataspace/v1/assets/{await w.Asset("dataset")}/content", null, [1, 2, 3], ("Upload-Offset", "0"))),
        new("POST", "/dataspace/v1/assets/{id}/content/finish", Admin, Hidden, w => w.Upload()),
        new("GET", "/dataspace/v1/assets/{id}/offers", All, Shared, w => Task.FromResult(new Call($"dataspace/v1/assets/{w.Data}/offers"))),
        new("POST", "/dataspace/v1/assets/{id}/offers", Admin, Hidden, async w => new Call($"dataspace/v1/assets/{await w.Asset("dataset")}/offers", w.Offer())),
        new("GET", "/dataspace/v1/assets/{id}/preview", Readers, Gate, w => Task.FromResult(new Call($"dataspace/v1/assets/{w.Data}/preview?purpose=research"))),
        new("POST", "/dataspace/v1/assets/{id}/release", Admin, Hidden, async w => new Call($"dataspace/v1/assets/{await w.Result()}/release", w.Release())),
        new("GET", "/dataspace/v1/assets/{id}/provenance", All, Shared, w => Task.FromResult(new Call($"dataspace/v1/assets/{w.Data}/provenance"))),
        new("GET", "/dataspace/v1/assets/{id}/why", All, Own, w => Task.FromResult(new Call($"dataspace/v1/assets/{w.Data}/why?purpose=research"))),
        new("POST", "/dataspace/v1/policies/audience", All, Own, _ => Task.FromResult(new Call("dataspace/v1/policies/audience", """{"policy":{"permission":[{"action":"read"}]},"purpose":"research"}"""))),
        new("GET", "/dataspace/v1/key", All, Own, Get("dataspace/v1/key")),
        new("POST", "/dataspace/v1/key", Admin, Bound, w => Task.FromResult(new Call("dataspace/v1/key", w.OwnKey()))),
        new("POST", "/dataspace/v1/key/revoke", Admin, Own, Get("dataspace/v1/key/revoke")),
        new("POST", "/dataspace/v1/identifiers", Admin, Hidden, async w => new Call("dataspace/v1/identifiers", $$"""{"of":"{{await w.Asset("dataset")}}","identifier":"{{w.Fresh()}}"}""")),
        new("GET", "/dataspace/v1/negotiations", All, Own, Get("dataspace/v1/negotiations")),
        new("POST", "/dataspace/v1/negotiations", Admin, Own, w => w.Asking()),
        new("GET", "/dataspace/v1/negotiations/{id}", All, Hidden, async w => new Call($"dataspace/v1/negotiations/{await w.Negotiation()}")),
        new("POST", "/dataspace/v1/negotiations/{id}/messages", Admin, Hidden, async w => new Call($"dataspace/v1/negotiations/{await w.Negotiation()}/messages", """{"message":"termination"}""")),
        new("GET", "/dataspace/v1/offers/{id}", All, Hidden, async w => new Call($"dataspace/v1/offers/{await w.WithdrawnOffer()}")),
        new("POST", "/dataspace/v1/offers/{id}/withdraw", Admin, Hidden, async w => new Call($"dataspace/v1/offers/{await w.OpenOffer()}/withdraw")),
        new("GET", "/dataspace/v1/peers", All, Shared, Get("dataspace/v1/peers")),
        new("GET", "/dataspace/v1/peers/{id}/catalogue", All, Shared, async w => new Call($"dataspace/v1/peers/{await w.Mirror()}/catalogue")),
        new("POST", "/dataspace/v1/peers", Operator, Refused, w => Task.FromResult(new Call("dataspace/v1/peers", w.Admission()))) { Again = HttpStatusCode.Conflict },
        new("POST", "/dataspace/v1/peers/{id}/resume", Operator, Refused, async w => new Call($"dataspace/v1/peers/{await w.Peer()}/resume")),
        new("POST", "/dataspace/v1/peers/{id}/suspend", Operator, Refused, async w => new Call($"dataspace/v1/peers/{await w.Peer()}/suspend")),
        new("POST", "/dataspace/v1/peers/{id}/tokens", Operator, Refused, async w => new Call($"dataspace/v1/peers/{await w.Peer()}/tokens", $$"""{"tokenIn":"{{w.Fresh()}}{{new string('y', 32)}}","tokenOut":"{{w.Fresh()}}"}""")),
        new("GET", "/dataspace/v1/processes", All, Own, Get("dataspace/v1/processes")),
        new("POST", "/dataspace/v1/processes", Admin, Hidden, w => w.AskingData()),
        new("GET", "/dataspace/v1/processes/{id}", All, Hidden, async w => new Call($"dataspace/v1/processes/{await w.Process()}")),
        new("GET", "/dataspace/v1/processes/{id}/data", Readers, Hidden, async w => new Call($"dataspace/v1/processes/{await w.Received()}/data")),
        new("DELETE", "/dataspace/v1/processes/{id}/data", Admin, Hidden, async w => new Call($"dataspace/v1/processes/{await w.Received()}/data")),
        new("POST", "/dataspace/v1/processes/{id}/messages", Admin, Hidden, async w => new Call($"dataspace/v1/processes/{await w.Process()}/messages", """{"message":"suspension","reason":"x"}""")),
        new("GET", "/dataspace/v1/releases", All, Own, Get("dataspace/v1/releases")),
        new("GET", "/dataspace/v1/releases/{id}", All, Hidden, async w => new Call($"dataspace/v1/releases/{await w.RequestedRelease()}")),
        new("POST", "/dataspace/v1/releases/{id}/{step}", Admin, Hidden, async w => new Call($"dataspace/v1/releases/{await w.RequestedRelease()}/withdraw")),
        new("GET", "/evidence/v1/consistency", All, Shared, Get("evidence/v1/consistency?first=1")),
        new("GET", "/evidence/v1/heads", All, Shared, Get("evidence/v1/heads")),
        new("POST", "/evidence/v1/witness", Watchers, Shared, async w => new Call("evidence/v1/witness", await w.OtherNodesHead())),
        new("GET", "/evidence/v1/witness", Watchers, Shared, Get("evidence/v1/witness?node=other")),
        new("GET", "/evidence/v1/export", Overseers, Shared, Get("evidence/v1/export")),
        new("GET", "/evidence/v1/head", All, Shared, Get("evidence/v1/head")),
        new("GET", "/evidence/v1/records", All, Own, Get("evidence/v1/records")),
        new("GET", "/evidence/v1/records/{id}/proof", All, Hidden, async w => new Call($"evidence/v1/records/{await w.Record()}/proof")),
        new("POST", "/identity/v1/invitations", Admins, Refused, w => Task.FromResult(new Call("identity/v1/invitations", w.ForVictim($"\"email\":\"{w.Fresh()}@example.org\"")))),
        new("GET", "/identity/v1/keys", Admins, Own, Get("identity/v1/keys")),
        new("POST", "/identity/v1/keys", Admins, Refused, w => Task.FromResult(new Call("identity/v1/keys", w.ForVictim("\"name\":\"k\",\"days\":1")))),
        new("DELETE", "/identity/v1/keys/{id}", Admins, Hidden, async w => new Call($"identity/v1/keys/{(await w.Key()).Id}")),
        new("POST", "/identity/v1/machines", Admins, Refused, w => Task.FromResult(new Call("identity/v1/machines", w.ForVictim("\"name\":\"m\"")))),
        new("DELETE", "/identity/v1/machines/{id}", Admins, Hidden, async w => new Call($"identity/v1/machines/{(await w.Machine()).ClientId}")),
        new("GET", "/identity/v1/me", All, Own, Get("identity/v1/me")),
        new("GET", "/identity/v1/users", Admins, Own, Get("identity/v1/users")),
        new("POST", "/identity/v1/users", Admins, Refused, w => Task.FromResult(new Call("identity/v1/users", w.ForVictim($"\"loginName\":\"{w.Fresh()}\",\"displayName\":\"x\"")))),
        new("POST", "/identity/v1/users/{id}/erase", Admins, Hidden, async w => new Call($"identity/v1/users/{await w.User()}/erase")),
        new("POST", "/identity/v1/users/{id}/restore", Admins, Hidden, async w => new Call($"identity/v1/users/{await w.SuspendedUser()}/restore")),
        new("POST", "/identity/v1/users/{id}/sign-in-link", Admins, Hidden, async w => new Call($"identity/v1/users/{await w.User()}/sign-in-link")),
        new("POST", "/identity/v1/users/{id}/suspend", Admins, Hidden, async w => new Call($"identity/v1/users/{await w.User()}/suspend")),
        new("GET", "/inbox/v1/items", All, Own, Get("inbox/v1/items")),
        new("GET", "/market/v1/accounts", Books, Refused, w => Task.FromResult(new Call($"market/v1/accounts?demonstration=true&member={w.Victim}"))),
        new("GET", "/market/v1/entries", Books, Own, Get("market/v1/entries?demonstration=true")),
        new("GET", "/market/v1/entries/{id}", Books, Hidden, async w => new Call($"market/v1/entries/{await w.Entry()}")),
        new("GET", "/market/v1/prices", All, Shared, Get("market/v1/prices")),
        new("POST", "/market/v1/prices", Admin, Own, w => Task.FromResult(new Call("market/v1/prices", """{"kind":"bytes","priceMinor":1}"""))),
        new("POST", "/market/v1/settlements", Operator, Shared, w => w.Settled()),
        new("GET", "/market/v1/statements", Books, Refused, w => Task.FromResult(new Call($"market/v1/statements?demonstration=true&member={w.Victim}"))),
        new("GET", "/market/v1/statements/csv", Books, Refused, w => Task.FromResult(new Call($"market/v1/statements/csv?demonstration=true&member={w.Victim}"))),
        new("GET", "/market/v1/trial-balance", Books, Own, Get("market/v1/trial-balance?demonstration=true")),
        new("GET", "/market/v1/verification", Overseers, Shared, Get("market/v1/verification")),
        new("GET", "/members/v1/members", All, Shared, Get("members/v1/members")),
        new("POST", "/members/v1/members", [NodeRoles.Operator, NodeRoles.Trial], Shared, w => Task.FromResult(new Call("members/v1/members", w.Application()))),
        new("GET", "/members/v1/members/{id}", All, Shared, w => Task.FromResult(new Call($"members/v1/members/{w.Victim}"))),
        new("POST", "/members/v1/members/{id}/{step}", Operator, Refused, async w => new Call($"members/v1/members/{await w.Applied()}/admit")),
        new("PATCH", "/members/v1/members/{id}", Admins, Refused, w => Task.FromResult(new Call($"members/v1/members/{w.Victim}", $$"""{"nameEn":"{{w.Fresh()}}"}"""))),
        new("GET", "/members/v1/members/{id}/network", All, Shared, w => Task.FromResult(new Call($"members/v1/members/{w.Victim}/network"))),
        new("GET", "/members/v1/relations", All, Shared, Get("members/v1/relations")),
        new("POST", "/members/v1/relations", Operator, Refused, async w => new Call("members/v1/relations", await w.Relation())),
        new("DELETE", "/members/v1/relations/{id}", Operator, Refused, async w => new Call($"members/v1/relations/{await w.EnteredRelation()}")),
        new("GET", "/members/v1/relation-kinds", All, Shared, Get("members/v1/relation-kinds")),
        new("GET", "/members/v1/industries", All, Shared, Get("members/v1/industries")),
        new("GET", "/members/v1/export/members", All, Shared, Get("members/v1/export/members")),
        new("GET", "/members/v1/export/relations", All, Shared, Get("members/v1/export/relations")),
        new("POST", "/members/v1/import/members", Operator, Refused, async w => new Call("members/v1/import/members?trial=true", null, await w.Csv("members"))),
        new("POST", "/members/v1/import/relations", Operator, Refused, async w => new Call("members/v1/import/relations?trial=true", null, await w.Csv("relations"))),
        new("GET", "/observatory/v1/claims/", All, Shared, Get("observatory/v1/claims")),
        new("POST", "/observatory/v1/claims/", Operator, Refused, w => Task.FromResult(new Call("observatory/v1/claims", """{"series":"I01","period":"2024","value":5000,"source":"x"}"""))),
        new("GET", "/observatory/v1/scenarios/model", All, Shared, Get("observatory/v1/scenarios/model")),
        new("GET", "/observatory/v1/scenarios/model.xmile", All, Shared, Get("observatory/v1/scenarios/model.xmile")),
        new("POST", "/observatory/v1/scenarios/", All, Shared, _ => Task.FromResult(new Call("observatory/v1/scenarios", """{"levers":{}}"""))),
        new("GET", "/observatory/v1/indicators/", All, Shared, Get("observatory/v1/indicators")),
        new("GET", "/observatory/v1/indicators/{id}", All, Shared, Get("observatory/v1/indicators/I05")),
        new("GET", "/observatory/v1/indicators/{id}/forecast", All, Shared, async w => new Call($"observatory/v1/indicators/{await w.Claimed()}/forecast?basis=claims")),
        new("GET", "/observatory/v1/indicators/{id}/records", All, Own, Get("observatory/v1/indicators/I05/records")),
        new("GET", "/observatory/v1/indicators/{id}/series", All, Shared, Get("observatory/v1/indicators/I05/series")),
        new("POST", "/operations/v1/backup/", Operator, Shared, Get("operations/v1/backup")),
        new("POST", "/operations/v1/backup/keys", Operator, Shared, w => Task.FromResult(new Call("operations/v1/backup/keys", """{"passphrase":"correct horse battery staple"}"""))),
        new("GET", "/operations/v1/health", Watchers, Shared, Get("operations/v1/health")),
    ];

    private static Func<World, Task<Call>> Get(string path) => _ => Task.FromResult(new Call(path));
}
