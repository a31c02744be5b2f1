using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Other connectors are admitted by the operator: each acts as one member. And names by which others know things of this node.</summary>
internal sealed class PeerCommands(ILane lane, ProtocolReads reads, DataspaceReads agreements, Catalogue catalogue, BearerIdentity bearer, IMemberAnswer members, IIds ids, TimeProvider clock, ConformanceScript? script = null)
{
    private const int TextMax = 500;

    /// <summary>Admits a connector. The tokens are never shown again.</summary>
    public async Task<Result<PeerView>> Admit(PeerAdmission admission, Caller caller, CancellationToken stop)
    {
        if (!IsName(admission.Participant))
        {
            return Refusal.Field("participant", $"1 to {TextMax} visible characters", admission.Participant);
        }

        if (WrongAddress(admission.Address) is { } misplaced)
        {
            return misplaced;
        }

        if (script is not null && admission is { TokenIn: null, CertificateSha256: null })
        {
            // A test kit calls without any token.
            return await Keep(admission, null, caller, stop);
        }

        if (await Wrong(default, admission.TokenIn ?? (admission.CertificateSha256 is null ? "" : null), admission.TokenOut, admission.CertificateSha256, stop) is { } wrong)
        {
            return wrong;
        }

        if (admission.CertificateSha256 is not null && !IsSecure(admission.Address))
        {
            return NotSecure(admission.Address);
        }

        if (await members.Of(admission.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "This organisation is not admitted.", $"\"{admission.Member}\" is no admitted member: admit it first, then its connector.");
        }

        return await Keep(admission, admission.TokenIn is { } token ? PeerCall.Hash(token) : null, caller, stop);
    }

    private async Task<Result<PeerView>> Keep(PeerAdmission admission, string? tokenHash, Caller caller, CancellationToken stop)
    {
        var row = new PeerRow { Id = ids.Next(), Version = 1, Participant = admission.Participant, Member = admission.Member.Value, Address = admission.Address.TrimEnd('/'), TokenHash = tokenHash, CertificateHash = admission.CertificateSha256?.ToLowerInvariant() };
        var done = await lane.Commit(new Change(Record("peer.admitted", row, caller)).Insert(row), stop);
        if (!done.IsOk)
        {
            return done.Refusal.Code == "state.exists" ? await Exists(row.Participant, stop) : done.Refusal;
        }

        if (admission.TokenOut is { } token)
        {
            bearer.Keep(row.Id, token);
        }

        return View(row);
    }

    /// <summary>Sets the token that its calls carry, the token that calls to it carry, or both. They are never shown again.</summary>
    public async Task<Result<PeerView>> SetTokens(PeerId id, PeerTokens tokens, Caller caller, CancellationToken stop)
    {
        if (tokens is { TokenIn: null, TokenOut: null, CertificateSha256: null, WithoutCertificate: false, Address: null })
        {
            return Refusal.Field("tokenIn", "given where tokenOut is not", null);
        }

        if (tokens is { WithoutCertificate: true, CertificateSha256: not null })
        {
            return Refusal.Field("withoutCertificate", "false where a certificate is given", "true");
        }

        if (tokens.Address is { } moved && WrongAddress(moved) is { } misplaced)
        {
            return misplaced;
        }

        if (await Wrong(id.Value, tokens.TokenIn, tokens.TokenOut, tokens.CertificateSha256, stop) is { } wrong)
        {
            return wrong;
        }

        if (await reads.Peer(id.Value, stop) is not { } known)
        {
            return Unknown(id);
        }

        var row = Copy(known, tokens.TokenIn is { } own ? PeerCall.Hash(own) : known.TokenHash, tokens.WithoutCertificate ? null : tokens.CertificateSha256?.ToLowerInvariant() ?? known.CertificateHash, known.SuspendedAt);
        row.Address = tokens.Address?.TrimEnd('/') ?? row.Address;
        if (row.CertificateHash is not null && !IsSecure(row.Address))
        {
            return NotSecure(row.Address);
        }

        if (row is { CertificateHash: null, TokenHash: null })
        {
            return Refusal.Field("withoutCertificate", "false where it is known by no token", "true");
        }

        var done = await lane.Commit(new Change(Record("peer.tokens", row, caller)).Update(row), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        if (tokens.TokenOut is { } token)
        {
            bearer.Keep(row.Id, token);
        }

        return View(row);
    }

    /// <summary>From now on its calls are refused; or taken again.</summary>
    public async Task<Result<PeerView>> Suspend(PeerId id, bool suspended, Caller caller, CancellationToken stop)
    {
        if (await reads.Peer(id.Value, stop) is not { } known)
        {
            return Unknown(id);
        }

        var row = Copy(known, known.TokenHash, known.CertificateHash, suspended ? clock.GetUtcNow() : null);
        var done = await lane.Commit(new Change(Record(suspended ? "peer.suspended" : "peer.resumed", row, caller)).Update(row), stop);
        return done.IsOk ? View(row) : done.Refusal;
    }

    /// <summary>Gives an asset, offer or agreement a name by which others know it.</summary>
    public async Task<Result<IdentifierView>> Name(IdentifierRequest request, Caller caller, CancellationToken stop)
    {
        if (!IsName(request.Identifier))
        {
            return Refusal.Field("identifier", $"1 to {TextMax} visible characters", request.Identifier);
        }

        var (kind, id, provider) = await Thing(request.Of, stop);
        if (kind is null || provider != caller.Member.Value)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such thing of yours.", $"Your organisation has no asset, offer or agreement with the id \"{request.Of}\".");
        }

        var known = await reads.Identifier(kind, id, stop);
        var row = known ?? new IdentifierRow { Id = ids.Next(), Version = 1, Of = id, Kind = kind, Text = request.Identifier };
        row.Text = request.Identifier;
        var change = new Change(new Act("identifier.given", caller.Subject, caller.Member.Value, [request.Of], "done", "{}"));
        var done = await lane.Commit(known is null ? change.Insert(row) : change.Update(row), stop);
        return done.IsOk ? new IdentifierView(request.Of, request.Identifier)
            : done.Refusal.Code == "state.exists" ? new Refusal("dataspace.identifier.exists", "This name is given already.", $"Another {kind} of this node is known as \"{request.Identifier}\".")
            : done.Refusal;
    }

    public static PeerView View(PeerRow row) => new(new PeerId(row.Id), row.Participant, new MemberId(row.Member), row.Address, row.TokenHash is not null, row.SuspendedAt) { CertificateSha256 = row.CertificateHash };

    private async Task<(string? Kind, Guid Id, Guid Provider)> Thing(string of, CancellationToken stop)
    {
        if (AssetId.TryParse(of, null, out var asset))
        {
            return await catalogue.Find(asset, stop) is { } row ? ("asset", row.Id, row.Provider) : default;
        }

        if (OfferId.TryParse(of, null, out var offer))
        {
            return await agreements.Find(offer, stop) is { } row ? ("offer", row.Id, row.Provider) : default;
        }

        return AgreementId.TryParse(of, null, out var agreement) && await agreements.Find(agreement, stop) is { } signed ? ("agreement", signed.Id, signed.Provider) : default;
    }

    private static PeerRow Copy(PeerRow of, string? tokenHash, string? certificateHash, DateTimeOffset? suspendedAt) =>
        new() { Id = of.Id, Version = of.Version, Participant = of.Participant, Member = of.Member, Address = of.Address, TokenHash = tokenHash, CertificateHash = certificateHash, SuspendedAt = suspendedAt };

    /// <summary>Why tokens can't be taken: a connector is known by its own alone, and what goes out is a header.</summary>
    private async Task<Refusal?> Wrong(Guid peer, string? tokenIn, string? tokenOut, string? certificate, CancellationToken stop)
    {
        if (tokenIn is not (null or { Length: >= 32 and <= TextMax }))
        {
            return Refusal.Field("tokenIn", $"32 to {TextMax} characters", null);
        }

        if (tokenOut is { Length: 0 or > TextMax } || tokenOut?.Any(c => c is <= ' ' or > '~') == true)
        {
            return Refusal.Field("tokenOut", $"1 to {TextMax} visible characters", null);
        }

        if (certificate is not null && (certificate.Length != 64 || !certificate.All(char.IsAsciiHexDigit)))
        {
            return Refusal.Field("certificateSha256", "64 hexadecimal digits", certificate);
        }

        if (certificate is not null && (await reads.Peers(stop)).Any(p => p.Id != peer && string.Equals(p.CertificateHash, certificate, StringComparison.OrdinalIgnoreCase)))
        {
            return Refusal.Field("certificateSha256", "another certificate than any other connector has", null);
        }

        var hash = tokenIn is null ? null : PeerCall.Hash(tokenIn);
        return hash is not null && (await reads.Peers(stop)).Any(p => p.Id != peer && p.TokenHash == hash) ? Refusal.Field("tokenIn", "another than that of any other connector", null) : null;
    }

    private static Refusal? WrongAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) ? null : Refusal.Field("address", "an absolute https address, or http of this machine", text);

    private static bool IsSecure(string address) => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Without TLS nobody shows a certificate, and the connector would be locked out.</summary>
    private static Refusal NotSecure(string address) => Refusal.Field("address", "an https address where the connector is known by a certificate", address);

    /// <summary>What to do with a connector that is admitted already.</summary>
    private async Task<Refusal> Exists(string participant, CancellationToken stop)
    {
        var id = (await reads.Peers(stop)).FirstOrDefault(p => p.Participant == participant) is { } known ? new PeerId(known.Id).ToString() : "";
        return new Refusal(
            "dataspace.peer.exists",
            "This connector is admitted already.",
            $"\"{participant}\" is connector {id}: keyeco peers token sets its tokens, peers suspend and resume refuse its calls and take them again.",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["peer"] = id });
    }

    private static Refusal Unknown(PeerId id) => new("dataspace.peer.unknown", "There is no such connector.", $"No connector has the id \"{id}\".");

    private static bool IsName(string? text) => text is { Length: > 0 and <= TextMax } && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    private static Act Record(string verb, PeerRow row, Caller caller) => new(verb, caller.Subject, row.Member, [new PeerId(row.Id).ToString()], "done", "{}");
}
