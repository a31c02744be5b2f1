using System.Net.Http.Headers;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls of the data space.</summary>
public static class DataspaceCalls
{
    private const string Root = "dataspace/v1";

    /// <summary>One page of the catalogue.</summary>
    /// <param name="http">The node.</param>
    /// <param name="query">Words of the title; null for all.</param>
    /// <param name="kind">dataset or compute-pool; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<AssetView>> Assets(this NodeHttp http, string? query, string? kind, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<AssetView>>($"{Root}/assets{QueryText.Of(("query", query), ("kind", kind), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>One page of what fits of the catalogue.</summary>
    /// <param name="http">The node.</param>
    /// <param name="search">What is looked for.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<AssetView>> Catalogue(this NodeHttp http, CatalogueSearch search, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<AssetView>>(
            $"{Root}/assets{QueryText.Of(("query", search.Query), ("kind", search.Kind), ("sector", search.Sector), ("place", search.Place), ("provider", search.Provider?.ToString()), ("usableFor", search.UsableFor), ("sort", search.Sort), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>The whole catalogue, or what of it fits.</summary>
    /// <param name="http">The node.</param>
    /// <param name="query">Words of the title; null for all.</param>
    /// <param name="kind">dataset or compute-pool; null for all.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<AssetView> AllAssets(this NodeHttp http, string? query, string? kind, CancellationToken stop) =>
        PageCalls.All(cursor => http.Assets(query, kind, cursor, 500, stop), stop);

    /// <summary>One asset with its policy in plain words.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AssetView> Asset(this NodeHttp http, AssetId id, CancellationToken stop) => http.Get<AssetView>($"{Root}/assets/{id}", stop);

    /// <summary>Offers an asset under a policy.</summary>
    /// <param name="http">The node.</param>
    /// <param name="publication">The asset and its terms.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AssetView> Publish(this NodeHttp http, AssetPublication publication, CancellationToken stop) => http.Post<AssetView>($"{Root}/assets", publication, stop);

    /// <summary>Uploads a data set's bytes; the node checks them against their hash.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The data set.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="sha256">Their hash, lower-case hexadecimal; null sends none.</param>
    /// <param name="stop">Ends the upload.</param>
    /// <param name="mediaType">What they are, e.g. text/csv; null when not said.</param>
    public static Task<AssetView> PutContent(this NodeHttp http, AssetId id, Stream content, string? sha256, CancellationToken stop, string? mediaType = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Root}/assets/{id}/content") { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType ?? "application/octet-stream");
        if (sha256 is not null)
        {
            request.Headers.Add("Content-SHA256", sha256);
        }

        return http.Send<AssetView>(request, stop);
    }

    /// <summary>Opens a download through the Gate: one use. The caller disposes the answer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The data set.</param>
    /// <param name="purpose">Declared purpose; null declares none.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The Gate refused; the detail says every reason.</exception>
    public static Task<HttpResponseMessage> GetContent(this NodeHttp http, AssetId id, string? purpose, CancellationToken stop) =>
        http.Open(new HttpRequestMessage(HttpMethod.Get, $"{Root}/assets/{id}/content{QueryText.Of(("purpose", purpose))}"), stop);

    /// <summary>What a data set holds, for those who may read it; no value and no use.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The data set.</param>
    /// <param name="purpose">Declared purpose; null declares none.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ContentPreviewView> PreviewContent(this NodeHttp http, AssetId id, string? purpose, CancellationToken stop) => http.Get<ContentPreviewView>($"{Root}/assets/{id}/preview{QueryText.Of(("purpose", purpose))}", stop);

    /// <summary>Why may I, why may I not: asks the Gate without using.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The asset.</param>
    /// <param name="action">read, compute, distribute ...; null for read.</param>
    /// <param name="purpose">Declared purpose; null declares none.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<GateView> ExplainAccess(this NodeHttp http, AssetId id, string? action, string? purpose, CancellationToken stop) => http.ExplainAccess(id, action, purpose, null, stop);

    /// <summary>Who could use an asset under terms that are not offered yet.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">The terms and the use.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PolicyAudienceView> PolicyAudience(this NodeHttp http, PolicyAudienceRequest request, CancellationToken stop) => http.Post<PolicyAudienceView>($"{Root}/policies/audience", request, stop);

    /// <summary>What an asset was made of, by which jobs, and whose all that is.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The asset.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ProvenanceView> Provenance(this NodeHttp http, AssetId id, CancellationToken stop) => http.Get<ProvenanceView>($"{Root}/assets/{id}/provenance", stop);

    /// <summary>Why may a member use an asset, why may it not, and what would have to change. Its provider and those who supervise ask about others.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The asset.</param>
    /// <param name="action">ODRL action; read without it.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="member">Whose use it would be; one's own organisation without it.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<GateView> ExplainAccess(this NodeHttp http, AssetId id, string? action, string? purpose, MemberId? member, CancellationToken stop) =>
        http.Get<GateView>($"{Root}/assets/{id}/why{QueryText.Of(("action", action), ("purpose", purpose), ("member", member?.ToString()))}", stop);

    /// <summary>All your agreements, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static async Task<IReadOnlyList<AgreementView>> Agreements(this NodeHttp http, CancellationToken stop) =>
        await PageCalls.All(cursor => http.Agreements(null, null, null, cursor, 500, stop), stop).ToListAsync(stop);

    /// <summary>One page of your agreements, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="state">requested, agreed, signed, refused, terminated or expired; null for all.</param>
    /// <param name="role">provider or consumer; null for both.</param>
    /// <param name="asset">About which asset; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<AgreementView>> Agreements(this NodeHttp http, string? state, string? role, AssetId? asset, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<AgreementView>>($"{Root}/agreements{QueryText.Of(("state", state), ("role", role), ("asset", asset?.ToString()), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>One agreement of yours.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> Agreement(this NodeHttp http, AgreementId id, CancellationToken stop) => http.Get<AgreementView>($"{Root}/agreements/{id}", stop);

    /// <summary>What both parties of an agreement sign, with the signatures made so far.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which agreement.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementDocumentView> AgreementDocument(this NodeHttp http, AgreementId id, CancellationToken stop) => http.Get<AgreementDocumentView>($"{Root}/agreements/{id}/document", stop);

    /// <summary>Asks for an agreement on the offered terms.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">About which asset.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> RequestAgreement(this NodeHttp http, AgreementRequest request, CancellationToken stop) => http.Post<AgreementView>($"{Root}/agreements", request, stop);

    /// <summary>Says of a duty that it is done, or confirms, contests or waives it.</summary>
    public static Task<AgreementView> StepDuty(this NodeHttp http, AgreementId id, DutyStep step, CancellationToken stop) =>
        http.Post<AgreementView>($"{Root}/agreements/{id}/duties", step, stop);

    /// <summary>Proposes other terms than the other party did last.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which agreement.</param>
    /// <param name="proposal">The terms.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> ProposeTerms(this NodeHttp http, AgreementId id, AgreementProposal proposal, CancellationToken stop) =>
        http.Post<AgreementView>($"{Root}/agreements/{id}/proposals", proposal, stop);

    /// <summary>Proposes other terms for an agreement in force: a new version.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which agreement.</param>
    /// <param name="proposal">The terms.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> AmendAgreement(this NodeHttp http, AgreementId id, AgreementProposal proposal, CancellationToken stop) =>
        http.Post<AgreementView>($"{Root}/agreements/{id}/amendments", proposal, stop);

    /// <summary>Takes a step of an agreement whose terms are still those that were read.</summary>
    /// <param name="http">The node.</param>
    /// <param name="read">The agreement as it was read.</param>
    /// <param name="step">accept, agree, refuse, sign or terminate.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> StepAgreement(this NodeHttp http, AgreementView read, string step, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(read);
        return http.Post<AgreementView>($"{Root}/agreements/{read.Id}/{Uri.EscapeDataString(step)}", new AgreementSigning { DocumentSha256 = read.DocumentSha256 }, stop);
    }

    /// <summary>Takes a step of an agreement.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which agreement.</param>
    /// <param name="step">agree, refuse, sign or terminate.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> StepAgreement(this NodeHttp http, AgreementId id, string step, CancellationToken stop) =>
        http.Post<AgreementView>($"{Root}/agreements/{id}/{Uri.EscapeDataString(step)}", null, stop);

    /// <summary>Signs an agreement with a signature of the member's own key.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which agreement.</param>
    /// <param name="signing">The signature over its document.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgreementView> SignAgreement(this NodeHttp http, AgreementId id, AgreementSigning signing, CancellationToken stop) =>
        http.Post<AgreementView>($"{Root}/agreements/{id}/sign", signing, stop);

    /// <summary>The offers of an asset; its provider sees withdrawn and planned ones too.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The asset.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<OfferView>> Offers(this NodeHttp http, AssetId id, CancellationToken stop) => http.Get<Page<OfferView>>($"{Root}/assets/{id}/offers", stop);

    /// <summary>Offers an asset on further terms.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The asset.</param>
    /// <param name="publication">The terms.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<OfferView> MakeOffer(this NodeHttp http, AssetId id, OfferPublication publication, CancellationToken stop) => http.Post<OfferView>($"{Root}/assets/{id}/offers", publication, stop);

    /// <summary>Withdraws an offer; agreements made under it go on.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which offer.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<OfferView> WithdrawOffer(this NodeHttp http, OfferId id, CancellationToken stop) => http.Post<OfferView>($"{Root}/offers/{id}/withdraw", null, stop);

    /// <summary>The key that your organisation signs with now, and who holds it.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberKeyView> SigningKey(this NodeHttp http, CancellationToken stop) => http.Get<MemberKeyView>($"{Root}/key", stop);

    /// <summary>Registers your organisation's own public key.</summary>
    /// <param name="http">The node.</param>
    /// <param name="registration">The key with its proof.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberKeyView> RegisterSigningKey(this NodeHttp http, MemberKeyRegistration registration, CancellationToken stop) => http.Post<MemberKeyView>($"{Root}/key", registration, stop);

    /// <summary>Gives signing back to the node.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberKeyView> RevokeSigningKey(this NodeHttp http, CancellationToken stop) => http.Post<MemberKeyView>($"{Root}/key/revoke", null, stop);
}
