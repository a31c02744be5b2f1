namespace KeyEcosystem.Platform.Store;

/// <summary>What is put on record about a change or a refusal.</summary>
/// <param name="Verb">Lower-case, dotted, e.g. <c>agreement.signed</c>.</param>
/// <param name="Actor">Id of the person or key that acted, or <c>node</c>.</param>
/// <param name="Member">The member on whose behalf; empty when none.</param>
/// <param name="Subjects">Ids in text form of the things concerned, the first being the main one; at most 16.</param>
/// <param name="Outcome">Lower-case, dotted: <c>done</c>, or the code of the refusal.</param>
/// <param name="Detail">What was said, as JSON. Only its salted commitment enters the log; the detail itself can be erased.</param>
public sealed record Act(string Verb, string Actor, Guid? Member, IReadOnlyList<string> Subjects, string Outcome, string Detail);
