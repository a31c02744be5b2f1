namespace KeyEcosystem.Contracts.Compute;

/// <summary>A column of an output's form, or a member of a JSON object.</summary>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="Kind">category: one of <see cref="Values"/>; count: how many records the cell stands for; number.</param>
public sealed record OutputColumn(string Name, string Kind)
{
    /// <summary>Of a number or count: digits in all, 1 to 15.</summary>
    public int Digits { get; init; } = 6;

    /// <summary>Of a number: digits of these behind the point.</summary>
    public int Decimals { get; init; }

    /// <summary>Of a category: the values there are; null for others.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
