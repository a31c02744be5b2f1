using System.Text.Json;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>What requests, counter-offers and changes of agreements have in common: the rows they are, the terms they may have, the record of a step and why one is refused.</summary>
internal static class AgreementDrafts
{
    private const int NoteMax = 1_000;

    /// <summary>An agreement under an offer, as it is asked for: with the offer's policy, or with another one that was negotiated.</summary>
    public static AgreementRow Row(AssetRow asset, OfferRow offer, string policy, AgreementId id, MemberId consumer, DateTimeOffset at, DateTimeOffset deadline) =>
        Row(asset, new OfferId(offer.Id), offer.PriceMinorPerHour, offer.AgreementEnds, policy, id, consumer, at, deadline, null);

    public static AgreementRow Row(AssetRow asset, OfferId offer, long price, DateTimeOffset? ends, string policy, AgreementId id, MemberId consumer, DateTimeOffset at, DateTimeOffset deadline, AgreementId? replaces)
    {
        var terms = new AgreementTerms(id, offer, new AssetId(asset.Id), asset.Sha256, new MemberId(asset.Provider), consumer, policy, price, at, ends, replaces);
        var document = terms.Document();
        return new AgreementRow
        {
            Id = id.Value,
            Version = 1,
            Offer = offer.Value,
            Asset = asset.Id,
            Provider = asset.Provider,
            Consumer = consumer.Value,
            State = NegotiationState.Requested,
            Policy = policy,
            PriceMinorPerHour = price,
            Document = document,
            DocumentSha256 = AgreementTerms.Hash(document),
            RequestedAt = at,
            Deadline = deadline,
            Ends = ends,
            Since = at,
            Duties = DutiesIn(policy),
            Replaces = replaces?.Value,
        };
    }

    /// <summary>The row of a proposal: the terms that the agreement has now.</summary>
    public static ProposalRow Proposal(Guid id, AgreementRow row, int number, ProtocolRole by, string? note, DateTimeOffset at) => new()
    {
        Id = id,
        Version = 1,
        Agreement = row.Id,
        Number = number,
        By = by,
        Policy = row.Policy,
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
        At = at,
    };

    public static Refusal HaveEnded(OdrlPolicy terms) => new("dataspace.offer.ended", "The terms of this offer have ended.", $"They permitted use until {PolicyDates.EndOf(terms):u}: choose another offer, or ask the provider for one.");

    /// <summary>Of terms that a party proposes itself there is no other offer to choose.</summary>
    private static Refusal OwnHaveEnded(OdrlPolicy terms) => new(
        "dataspace.terms.ended",
        "The terms that you propose have ended. 所提条款已到期。",
        $"They would permit use until {PolicyDates.EndOf(terms):u}, which is over: propose a later end. 所提条款只允许使用至 {PolicyDates.EndOf(terms):u}，已过期：请提出更晚的期限。");

    public static Refusal AsOffered => new("dataspace.agreement.as-offered", "On trial an offer is taken as it stands. 试用期间只能按原条款接受要约。", "Leave the policy out, or apply for membership (keyeco members apply). 请不要另附条款，或申请入盟。");

    public static Refusal NotConcluding => new("access.member", "Your organisation may not conclude agreements.", "Only admitted members agree and sign; an agreement can still be refused or terminated.");

    public static Refusal Illegal(AgreementStage stage, string step, string who, bool ownSigned) => new(
        "dataspace.agreement.state",
        "This step is not possible now. 当前不能进行此步骤。",
        $"The agreement is {stage.Word}{(ownSigned ? " and you have signed" : "")}; as {who} you can't {step} it now. 协议状态为“{StepNames.State(stage.Word)}”{(ownSigned ? "，本方已签署" : "")}；{StepNames.PartChinese(who)}当前不能{StepNames.Chinese(step)}。",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = stage.Word, ["step"] = step, ["as"] = who });

    /// <summary>Terms that a party proposes, as they are stored: about the asset, not ended, and of a result no easier than what it inherited.</summary>
    public static Result<string> Terms(AssetRow asset, JsonElement policy, string? note, DateTimeOffset at)
    {
        if (policy.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Field("policy", "an ODRL object", policy.ValueKind.ToString());
        }

        if (note is { Length: > NoteMax })
        {
            return Refusal.Field("note", $"at most {NoteMax} characters", note);
        }

        var read = StoredTerms.Read(policy.GetRawText(), new AssetId(asset.Id).ToString());
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        return Ended(read.Value, at) ? OwnHaveEnded(read.Value) : StoredTerms.Of(asset.Inherits ? PolicyMeet.Strictest([PolicyJson.Stored(asset.Policy), read.Value]) : read.Value);
    }

    /// <summary>Whether terms permit nothing any more.</summary>
    public static bool Ended(OdrlPolicy terms, DateTimeOffset at) => PolicyDates.EndOf(terms) <= at;

    /// <summary>The record of a step, with the messages of the protocol that it is.</summary>
    public static Act Record(string verb, string actor, Guid member, AgreementRow row, params IReadOnlyList<NegotiationMessage> messages) =>
        new(verb, actor, member, [new AgreementId(row.Id).ToString(), new AssetId(row.Asset).ToString(), new OfferId(row.Offer).ToString()], "done", JsonSerializer.Serialize(new { document = row.DocumentSha256, messages = messages.Select(ProtocolWords.TypeOf) }));

    /// <summary>Where the duties of terms stand before anything was said of them; null where there are none.</summary>
    public static string? DutiesIn(string policy) => PolicyDuties.In(PolicyJson.Stored(policy)) ? AgreementDuties.Write([]) : null;
}
