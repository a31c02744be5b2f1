namespace KeyEcosystem.Kernel;

/// <summary>An expected no, said as data.</summary>
/// <param name="Code">Stable, lower-case, dotted, e.g. <c>compute.quota.exceeded</c>.</param>
/// <param name="Title">What happened, in few words.</param>
/// <param name="Detail">Which thing, and what to do.</param>
/// <param name="Facts">Named values a program can act on.</param>
public sealed record Refusal(string Code, string Title, string Detail, IReadOnlyDictionary<string, string>? Facts = null)
{
    private const int ShownMax = 100;

    /// <summary>A field that can't be accepted.</summary>
    /// <param name="field">Which field, by its JSON name or path.</param>
    /// <param name="must">What it must be.</param>
    /// <param name="was">What was sent; cut to 100 characters. Null where it must not be shown again.</param>
    public static Refusal Field(string field, string must, string? was)
    {
        var shown = was is { Length: > ShownMax } ? was[..ShownMax] + "…" : was;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = field, ["must"] = must };
        if (shown is not null)
        {
            facts["was"] = shown;
        }

        return new Refusal("input.field", "A field can't be accepted.", $"Field \"{field}\" must be {must}{(shown is null ? "" : $"; it was \"{shown}\"")}.", facts);
    }
}
