namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What is on record about a duty.</summary>
/// <param name="Report">The record's IRI.</param>
/// <param name="Rule">The duty's IRI.</param>
/// <param name="Deontic">Violated, Fulfilled, NonSet ...</param>
/// <param name="Performance">Performed, Unperformed, Unknown.</param>
/// <param name="Created">When it was recorded; the last word counts.</param>
public sealed record OdrlDutyState(string Report, string Rule, string Deontic, string Performance, DateTimeOffset? Created);
