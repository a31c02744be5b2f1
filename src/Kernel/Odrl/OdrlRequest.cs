namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What somebody asks to do.</summary>
/// <param name="Id">The request's IRI; null where it has none.</param>
/// <param name="Action">The action, by its name of ODRL without prefix.</param>
/// <param name="Target">The asset; null where it is not said.</param>
/// <param name="Party">Who asks; null where it is not said.</param>
/// <param name="Assigner">Of whom; null where it is not said.</param>
public sealed record OdrlRequest(string? Id, string Action, string? Target, string? Party, string? Assigner = null);
