namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>What a number measures, as powers of base quantities. Things that are counted have none.</summary>
/// <param name="Money">Power of money; base unit fen (CNY 0.01).</param>
/// <param name="Time">Power of time; base unit the millisecond.</param>
/// <param name="Operations">Power of floating-point operations.</param>
/// <param name="Data">Power of amounts of data; base unit the byte.</param>
public readonly record struct Dimension(int Money = 0, int Time = 0, int Operations = 0, int Data = 0)
{
    /// <summary>A plain number.</summary>
    public static Dimension None { get; }

    /// <summary>The dimension of a product.</summary>
    /// <param name="other">The other factor.</param>
    public Dimension Times(Dimension other) => new(Money + other.Money, Time + other.Time, Operations + other.Operations, Data + other.Data);

    /// <summary>The dimension of a quotient.</summary>
    /// <param name="other">The divisor.</param>
    public Dimension Over(Dimension other) => new(Money - other.Money, Time - other.Time, Operations - other.Operations, Data - other.Data);

    /// <summary>In the base units, such as fen/ms; 1 for a plain number.</summary>
    public override string ToString()
    {
        var (above, below) = (new List<string>(), new List<string>());
        foreach (var (power, unit) in new[] { (Money, "fen"), (Time, "ms"), (Operations, "FLOP"), (Data, "byte") })
        {
            var list = power > 0 ? above : below;
            list.AddRange(Enumerable.Repeat(unit, Math.Abs(power)));
        }

        return (above.Count == 0 ? "1" : string.Join('*', above)) + (below.Count == 0 ? "" : "/" + string.Join('/', below));
    }
}
