using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>What the doors of the data space refuse before any command is asked.</summary>
internal static class DataspaceRefusals
{
    public static Refusal NotAdmin { get; } = new("access.role", "Your role may not do this.", "仅限已准入成员的管理员，请本机构的管理员办理；尚在试用的机构可先申请入盟（keyeco members apply，或账户页）。Only an administrator of an admitted member does this: ask one of your organisation's. An organisation on trial applies for membership first (keyeco members apply, or the account page).");

    /// <summary>Those on trial may conclude agreements too; who works for a member asks its administrator.</summary>
    public static Refusal NotConcluding { get; } = new("access.role", "Your role may not do this.", "协议由本机构的管理员申请、同意和签署：请其执行 keyeco agree 或在控制台办理；协议生效后您即可使用该资产。Agreements are asked for, agreed and signed by an administrator of your organisation: ask one for it (keyeco agree, or the console). Once it is signed you may use the asset under it.");

    public static Refusal UnknownAsset(string id) => new("dataspace.asset.unknown", "There is no such asset.", $"No asset has the id \"{id}\", or it has no content.");

    public static Refusal UnknownOffer(string id) => new("dataspace.offer.unknown", "There is no such offer.", $"No offer that you may see has the id \"{id}\".");

    public static Refusal UnknownAgreement(string id) => new("dataspace.agreement.unknown", "There is no such agreement of yours.", $"Your organisation has no agreement with the id \"{id}\".");
}
