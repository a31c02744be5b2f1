namespace KeyEcosystem.Observatory.Core;

/// <summary>Why an indicator can't be measured on this platform yet.</summary>
/// <param name="Zh">Reason, in Chinese.</param>
/// <param name="En">Reason, in English.</param>
/// <param name="NeededZh">What would have to be recorded, in Chinese.</param>
/// <param name="NeededEn">What would have to be recorded, in English.</param>
/// <param name="Near">What the platform can count meanwhile; null when nothing comes near.</param>
public sealed record Gap(string Zh, string En, string NeededZh, string NeededEn, Func<Ecosystem, IReadOnlyList<Variant>>? Near = null);
