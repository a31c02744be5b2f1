namespace KeyEcosystem.Kernel;

/// <summary>An exact amount of money.</summary>
/// <param name="Minor">Hundredths of the currency; may be negative.</param>
/// <param name="Currency">The currency.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>Adds two amounts of one currency.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? new Money(checked(left.Minor + right.Minor), left.Currency)
            : throw new InvalidOperationException("Amounts of different currencies are not added.");

    /// <summary>The same amount owed the other way.</summary>
    /// <param name="amount">The amount.</param>
    public static Money operator -(Money amount) => new(checked(-amount.Minor), amount.Currency);

    /// <summary>Adds another amount.</summary>
    /// <param name="other">The other amount.</param>
    public Money Add(Money other) => this + other;

    /// <summary>The negated amount.</summary>
    public Money Negate() => -this;

    /// <summary>For example <c>12.50 CNY</c>.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(Minor < 0 ? "-" : "")}{Math.Abs((decimal)Minor) / 100m:0.00} {Currency.ToString().ToUpperInvariant()}");
}
