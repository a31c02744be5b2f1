namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>What a message of SDMX-JSON says of itself.</summary>
/// <param name="Id">Its id: letters, digits, _ - @ $.</param>
/// <param name="Prepared">When it was made.</param>
/// <param name="SenderId">Who sends it: an id of the same form.</param>
/// <param name="SenderEn">The sender's name in English.</param>
/// <param name="SenderZh">The sender's name in Chinese.</param>
public sealed record SdmxMessage(string Id, DateTimeOffset Prepared, string SenderId, string SenderEn, string SenderZh);
