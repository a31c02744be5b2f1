using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>What the Gate knows when it is asked about a use: of each operand one value, made when a policy asks for it. Times without a zone are in UTC.</summary>
internal sealed class UseWorld : OdrlWorld
{
    private readonly UseRequest use;
    private readonly bool party;

    public UseWorld(in UseRequest use)
        : this(use, false)
    {
    }

    private UseWorld(in UseRequest use, bool party)
        : base(use.At, TimeSpan.Zero)
    {
        (this.use, this.party) = (use, party);
    }

    /// <summary>Whether a rule's action includes a use's. To share onward is never a part of <c>use</c>: who means it names it.</summary>
    public static bool Covers(string rule, string use) => OdrlActions.Includes(rule, use) && (use != "distribute" || rule != "use");

    public override IReadOnlyList<OdrlValue> Of(string operand) => operand switch
    {
        "recipient" => Named(use.Recipient),
        "role" => Named(use.Role),
        "industry" => Named(use.Industry),
        "spatial" => Named(use.Country),
        "purpose" when !party => Named(use.Purpose),
        "dateTime" when !party => [OdrlValue.Instant(use.At)],
        "count" when !party => [OdrlValue.Number(use.CountBefore + 1)],
        "bytes" when !party && use.Bytes is { } bytes => [OdrlValue.Number(bytes)],
        "rows" when !party && use.Rows is { } rows => [OdrlValue.Number(rows)],
        _ => [],
    };

    /// <summary>Who belongs to a collection, and who else goes by a name of another kind than the Gate's, nobody has told it: that is unknown, not false.</summary>
    internal override Truth Belongs(string? asked, OdrlScope scope)
    {
        if (asked is null)
        {
            return Truth.Unknown;
        }

        var kind = asked.IndexOf('_', StringComparison.Ordinal) + 1;
        return scope.Id == asked || scope.Source == asked ? Truth.Yes
            : scope.Source is null && kind > 0 && scope.Id.StartsWith(asked[..kind], StringComparison.Ordinal) ? Truth.No
            : Truth.Unknown;
    }

    internal override bool Includes(string wide, string narrow) => Covers(wide, narrow);

    internal override OdrlWorld About(string? thing) => thing == use.Recipient ? new UseWorld(use, party: true) : Empty;

    private static IReadOnlyList<OdrlValue> Named(string? text) => string.IsNullOrEmpty(text) ? [] : [OdrlValue.Name(text)];
}
