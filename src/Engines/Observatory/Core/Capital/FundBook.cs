namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Reckons the figures of funds from their ledger, to the fen.</summary>
public static class FundBook
{
    /// <summary>Rows that are taken, at most.</summary>
    public const int EntriesMax = 1_000_000;

    /// <summary>The largest amount of a row, in hundredths: a rate of return takes it exactly.</summary>
    public const long AmountMinorMax = 9_000_000_000_000_000;

    /// <summary>The figures on a day; null where there is no row.</summary>
    /// <param name="entries">The ledger, in any order; of two values of one fund and day the later row counts.</param>
    /// <param name="asOf">The day; null for the last one of the ledger. Later rows don't count.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is out of its range, or there are too many rows.</exception>
    /// <exception cref="OverflowException">All amounts together are beyond 64 bits.</exception>
    public static FundReport? Reckon(IReadOnlyList<FundEntry> entries, DateOnly? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, EntriesMax, nameof(entries));
        if (entries.Count == 0)
        {
            return null;
        }

        if (entries.Any(e => e.AmountMinor is < 0 or > AmountMinorMax))
        {
            throw new ArgumentOutOfRangeException(nameof(entries), $"Amounts are 0 to {AmountMinorMax} hundredths.");
        }

        var day = asOf ?? entries.Max(e => e.Date);
        var funds = entries.GroupBy(e => e.Fund, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Fund(g.Key, [.. g], day)).ToList();
        return new FundReport(day, funds, Together(funds, entries, day));
    }

    /// <summary>Adds the ledger up again in another way and names every figure of the report that differs; nothing where all agree.</summary>
    /// <param name="report">The report.</param>
    /// <param name="entries">The ledger.</param>
    public static IReadOnlyList<FundDifference> Check(FundReport report, IReadOnlyList<FundEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(entries);
        var differences = new List<FundDifference>();
        var byFund = entries.ToLookup(e => e.Fund, StringComparer.Ordinal);
        foreach (var figures in report.Funds.Append(report.Total))
        {
            var sums = new long[Enum.GetValues<FundEventKind>().Length];
            var values = new Dictionary<string, FundEntry>(StringComparer.Ordinal);
            foreach (var entry in (figures.Fund is null ? entries : byFund[figures.Fund]).Where(e => e.Date <= report.AsOf))
            {
                if (entry.Kind != FundEventKind.Nav)
                {
                    sums[(int)entry.Kind] += entry.AmountMinor;
                }
                else if (!values.TryGetValue(entry.Fund, out var known) || known.Date <= entry.Date)
                {
                    values[entry.Fund] = entry;
                }
            }

            Compare("committed", figures.CommittedMinor, sums[(int)FundEventKind.Commitment]);
            Compare("called", figures.CalledMinor, sums[(int)FundEventKind.Call]);
            Compare("fees", figures.FeesMinor, sums[(int)FundEventKind.Fee]);
            Compare("distributed", figures.DistributedMinor, sums[(int)FundEventKind.Distribution]);
            Compare("disbursed", figures.DisbursedMinor, sums[(int)FundEventKind.Disbursement]);
            Compare("returned", figures.ReturnedMinor, sums[(int)FundEventKind.Return]);
            Compare("nav", figures.NavMinor, values.Values.Sum(v => v.AmountMinor));

            void Compare(string figure, long reported, long ledger)
            {
                if (reported != ledger)
                {
                    differences.Add(new FundDifference(figures.Fund, figure, reported, ledger));
                }
            }
        }

        return differences;
    }

    private static FundFigures Fund(string fund, List<FundEntry> all, DateOnly day)
    {
        var entries = all.Where(e => e.Date <= day).ToList();
        long Sum(FundEventKind kind) => entries.Where(e => e.Kind == kind).Sum(e => e.AmountMinor);
        var nav = entries.Where(e => e.Kind == FundEventKind.Nav).Aggregate((FundEntry?)null, (last, e) => last is null || e.Date >= last.Date ? e : last);
        var (called, distributed, disbursed, returned) = (Sum(FundEventKind.Call), Sum(FundEventKind.Distribution), Sum(FundEventKind.Disbursement), Sum(FundEventKind.Return));
        var cash = disbursed + returned > 0 ? called + returned - disbursed - distributed : (long?)null;
        var figures = new FundFigures(fund, day, entries.Count, Sum(FundEventKind.Commitment), called, Sum(FundEventKind.Fee), distributed, disbursed, returned, cash, nav?.AmountMinor ?? 0, nav?.Date, null, []);
        return Finished(figures, entries, nav is not null && entries.Any(e => e.Date > nav.Date && Moves(e.Kind)), nav is null);
    }

    private static FundFigures Together(List<FundFigures> funds, IReadOnlyList<FundEntry> entries, DateOnly day)
    {
        long Sum(Func<FundFigures, long> figure) => funds.Sum(figure);
        var figures = new FundFigures(null, day, funds.Sum(f => f.Entries), Sum(f => f.CommittedMinor), Sum(f => f.CalledMinor), Sum(f => f.FeesMinor), Sum(f => f.DistributedMinor), Sum(f => f.DisbursedMinor), Sum(f => f.ReturnedMinor), funds.Exists(f => f.CashMinor is null) ? null : Sum(f => f.CashMinor!.Value), Sum(f => f.NavMinor), funds.Min(f => f.NavOn), null, []);
        return Finished(figures, [.. entries.Where(e => e.Date <= day)], funds.Exists(f => f.Notes.Contains(FundNote.OldNav)), funds.TrueForAll(f => f.NavOn is null));
    }

    private static bool Moves(FundEventKind kind) => kind is not (FundEventKind.Commitment or FundEventKind.Nav);

    private static FundFigures Finished(FundFigures figures, List<FundEntry> entries, bool oldNav, bool noNav)
    {
        // The investors' side: what they pay is below zero. Hundredths are told as such; a rate has no unit.
        var flows = entries.Where(e => e.Kind is FundEventKind.Call or FundEventKind.Fee or FundEventKind.Distribution)
            .Select(e => new CashFlow(e.Date, e.Kind == FundEventKind.Distribution ? e.AmountMinor : -e.AmountMinor))
            .Append(new CashFlow(figures.AsOf, figures.NavMinor)).ToList();
        var rate = Xirr.Of(flows);
        (FundNote Note, bool Holds)[] notes =
        [
            (FundNote.NothingPaidIn, figures.PaidInMinor == 0),
            (FundNote.NoNav, noNav),
            (FundNote.OldNav, oldNav),
            (FundNote.OverCalled, figures.UncalledMinor < 0),
            (FundNote.OverSpent, figures.CashMinor < 0),
            (FundNote.NoRate, rate.Rate is null),
            (FundNote.SeveralRates, rate.Rates.Count > 1),
        ];
        return figures with { Xirr = rate.Rate, Notes = [.. notes.Where(n => n.Holds).Select(n => n.Note)] };
    }
}
