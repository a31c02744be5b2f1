namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>In what proposed terms differ from those that lay there before.</summary>
/// <param name="Kind">gone, new, or changed where one rule asks for something else than it did.</param>
/// <param name="Zh">What, in Chinese.</param>
/// <param name="En">What, in English.</param>
public sealed record TermsChangeView(string Kind, string Zh, string En);
