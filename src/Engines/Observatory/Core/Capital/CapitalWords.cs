namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Problems, notes and states of capital figures in words.</summary>
public static class CapitalWords
{
    /// <summary>Why flows have no rate, in English and Chinese.</summary>
    /// <param name="problem">The problem.</param>
    public static (string En, string Zh) Of(XirrProblem problem) => problem switch
    {
        XirrProblem.None => ("there is a rate", "有收益率"),
        XirrProblem.NoFlows => ("there is no flow other than zero, or those of each day cancel out", "没有非零的现金流，或各日的现金流相互抵消"),
        XirrProblem.TooMany => ($"there are more than {Xirr.FlowsMax} flows", $"现金流超过 {Xirr.FlowsMax} 笔"),
        XirrProblem.NotFinite => ("an amount is no finite number", "有金额不是有限数值"),
        XirrProblem.OneDay => ("all flows that count lie on one day, so no time passes that a rate could be of", "有效的现金流都在同一天，没有时间跨度可计收益率"),
        XirrProblem.OneSign => ("a rate needs payments (below zero) and receipts (above zero); there are only the ones or the others", "计算收益率须既有支出（负数）又有收入（正数），现只有其中一种"),
        XirrProblem.NoRate => ("no rate above -100 % brings these flows to zero", "没有大于 -100% 的收益率能使这些现金流的现值为零"),
        XirrProblem.TooLarge => ("the rate is larger than a number can be written", "收益率超出可表示的数值"),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "No such problem."),
    };

    /// <summary>A note on a fund in English and Chinese.</summary>
    /// <param name="note">The note.</param>
    public static (string En, string Zh) Of(FundNote note) => note switch
    {
        FundNote.NothingPaidIn => ("nothing was paid in, so that there are no multiples", "尚无实缴，不计倍数"),
        FundNote.NoNav => ("no net asset value is known; the remaining value counts as zero", "未知资产净值，剩余价值按零计"),
        FundNote.OldNav => ("money moved after the net asset value was told; the value is as it was then", "资产净值公布之后又有资金往来，净值仍按当时计"),
        FundNote.OverCalled => ("more was called than was committed", "已催缴超过承诺出资"),
        FundNote.OverSpent => ("more went out than came in", "支出超过收入"),
        FundNote.NoRate => ("the flows have no rate of return", "现金流没有收益率"),
        FundNote.SeveralRates => ("several rates of return fit; the one nearest to 10 % is told", "有多个收益率符合，取最接近 10% 者"),
        _ => throw new ArgumentOutOfRangeException(nameof(note), note, "No such note."),
    };

    /// <summary>A state of a covenant in English and Chinese.</summary>
    /// <param name="state">The state.</param>
    public static (string En, string Zh) Of(CovenantState state) => state switch
    {
        CovenantState.Pending => ("pending", "待履行"),
        CovenantState.Satisfied => ("satisfied", "已满足"),
        CovenantState.Breached => ("breached", "已违约"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
