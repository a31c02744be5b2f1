namespace KeyEcosystem.Kernel.Contracts;

/// <summary>What an agreement says of money; frozen when it was signed.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Asset">What it is about.</param>
/// <param name="Provider">Who is paid.</param>
/// <param name="Consumer">Who pays.</param>
/// <param name="DeviceHour">Price of a device-hour.</param>
/// <param name="SignedAt">When both had signed.</param>
public sealed record AgreementPrice(AgreementId Agreement, AssetId Asset, MemberId Provider, MemberId Consumer, Money DeviceHour, DateTimeOffset SignedAt);
