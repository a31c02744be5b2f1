using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>What the doors of the data space refuse before any command is asked.</summary>
internal static class DataspaceRefusals
{
    public static Refusal NotAdmin { get; } = new("access.role", "Your role may not do this.", "Only an administrator of an admitted member does this. On trial you may request and sign agreements on what is offered to trials, read and compute; to become a member: keyeco members apply, or the account page. 试用者可申请入盟：keyeco members apply，或在账户页申请。");

    public static Refusal UnknownAsset(string id) => new("dataspace.asset.unknown", "There is no such asset.", $"No asset has the id \"{id}\", or it has no content.");

    public static Refusal UnknownOffer(string id) => new("dataspace.offer.unknown", "There is no such offer.", $"No offer that you may see has the id \"{id}\".");

    public static Refusal UnknownAgreement(string id) => new("dataspace.agreement.unknown", "There is no such agreement of yours.", $"Your organisation has no agreement with the id \"{id}\".");
}
