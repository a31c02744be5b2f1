namespace KeyEcosystem.Kernel.Contracts;

/// <summary>What may leave a job that computes on a data set without its sender seeing it: the owner's rules.</summary>
/// <param name="BytesMax">Bytes of one output.</param>
/// <param name="RowsMax">Rows of one output.</param>
/// <param name="CellCountMin">Records that a cell stands for, at least; 1 asks for no count.</param>
/// <param name="DigitsMax">Digits of a number.</param>
/// <param name="BitsMax">Bits that one output can hold by its form.</param>
/// <param name="Forms">Permitted forms: csv, json.</param>
/// <param name="Approval">Whether an output that passes every check still waits for the owner.</param>
/// <param name="Hosts">Organisations beside the owner at whose pools it may be computed on.</param>
public sealed record AirlockRules(int BytesMax, int RowsMax, int CellCountMin, int DigitsMax, int BitsMax, IReadOnlyList<string> Forms, bool Approval, IReadOnlyList<MemberId> Hosts)
{
    /// <summary>Most bytes that a rule can permit.</summary>
    public const int BytesTop = 1 << 20;

    /// <summary>The forms there are.</summary>
    public static IReadOnlyList<string> AllForms { get; } = ["csv", "json"];

    /// <summary>The rules of an owner who has set none.</summary>
    public static AirlockRules Default { get; } = new(65_536, 1000, 10, 9, 65_536, AllForms, true, []);

    /// <summary>What all owners permit.</summary>
    /// <param name="rules">The rules of each.</param>
    public static AirlockRules Strictest(IReadOnlyList<AirlockRules> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Count == 0 ? Default : new AirlockRules(
            rules.Min(r => r.BytesMax), rules.Min(r => r.RowsMax), rules.Max(r => r.CellCountMin), rules.Min(r => r.DigitsMax), rules.Min(r => r.BitsMax),
            [.. AllForms.Where(f => rules.All(r => r.Forms.Contains(f)))], rules.Any(r => r.Approval), [.. rules[0].Hosts.Where(h => rules.All(r => r.Hosts.Contains(h)))]);
    }
}
