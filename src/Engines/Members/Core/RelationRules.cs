using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Members.Core;

/// <summary>What a relation must look like.</summary>
public static class RelationRules
{
    private const int PredicateMax = 40;
    private const int EvidenceMax = 500;

    /// <summary>The first thing wrong with a relation; null when it may be entered.</summary>
    /// <param name="entry">What was sent.</param>
    public static Refusal? Check(RelationEntry entry) =>
        !IsPredicate(entry.Predicate) ? Refusal.Field("predicate", "lower-case words joined by underscores, 2 to 40 characters", entry.Predicate)
        : !IsEvidence(entry.Evidence) ? Refusal.Field("evidence", "1 to 500 characters without control characters", entry.Evidence)
        : entry.Subject == entry.Object ? Refusal.Field("object", "another member than the subject", entry.Object.ToString())
        : null;

    /// <summary>Whether a text can name a kind of relation.</summary>
    /// <param name="text">As sent.</param>
    public static bool IsPredicate(string? text) =>
        text is { Length: >= 2 and <= PredicateMax } && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>Whether a text can be evidence.</summary>
    /// <param name="text">As sent.</param>
    public static bool IsEvidence(string? text) => text is { Length: <= EvidenceMax } && text.Trim().Length > 0 && !text.Any(char.IsControl) && !PlainText.Turns(text);
}
