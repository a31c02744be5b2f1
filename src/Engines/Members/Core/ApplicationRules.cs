using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Members.Core;

/// <summary>What an application must look like.</summary>
public static class ApplicationRules
{
    /// <summary>Kinds of organisation that may apply.</summary>
    public static IReadOnlyList<string> Types { get; } = ["enterprise", "institute", "university", "fund", "regulator", "city", "factory", "cloud-provider", "joint-lab"];

    /// <summary>The first thing wrong with an application; null when it may be taken.</summary>
    /// <param name="application">What was sent.</param>
    /// <param name="was">What stood before; what stays is not judged, for the bundled registry has types, roles and blanks of its own. Null for a new member.</param>
    public static Refusal? Check(MemberApplication application, MemberApplication? was = null) =>
        Text("nameZh", application.NameZh)
        ?? Text("nameEn", application.NameEn)
        ?? (application.Type == was?.Type || Types.Contains(application.Type) ? null : Refusal.Field("type", "one of " + string.Join(", ", Types), application.Type))
        ?? (application.Role == was?.Role || application.Role is "leader" or "supporting" or "other" ? null : Refusal.Field("role", "leader, supporting or other", application.Role))
        ?? (application.Industry is null || (application.Industry.Length == 1 && application.Industry[0] is >= 'A' and <= 'T') ? null : Refusal.Field("industry", "a GB/T 4754 section letter A to T", application.Industry))
        ?? (application.Country == was?.Country || (application.Country is { Length: 2 } c && c.All(char.IsAsciiLetterUpper)) ? null : Refusal.Field("country", "two upper-case letters of ISO 3166", application.Country));

    private static Refusal? Text(string field, string? value) =>
        PlainText.IsTitle(value, 200) ? null : Refusal.Field(field, "1 to 200 visible characters without control characters", value);
}
