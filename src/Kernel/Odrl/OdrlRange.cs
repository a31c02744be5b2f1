using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What comparisons leave of the values of one operand: from where to where, and what in between is taken out.</summary>
internal sealed class OdrlRange
{
    private readonly bool whole;
    private readonly List<Bound> lower = [];
    private readonly List<Bound> upper = [];
    private readonly List<(OdrlPoint First, OdrlPoint Last, OdrlLiteral By)> holes = [];
    private bool unjudged;

    private OdrlRange(bool whole)
    {
        this.whole = whole;
    }

    /// <summary>The greatest of the lower bounds, where there is one.</summary>
    public Bound? Lower => Tightest(lower, o => o > 0);

    /// <summary>The least of the upper bounds, where there is one.</summary>
    public Bound? Upper => Tightest(upper, o => o < 0);

    /// <summary>The range that comparisons of one operand leave.</summary>
    public static OdrlRange Of(IReadOnlyList<OdrlLiteral> literals)
    {
        var first = literals[0].Term;
        var kind = first.Right is [var value, ..] ? value.Kind : OdrlValueKind.Name;

        // Instants are counted in ticks: there is nothing between one and the next.
        var range = new OdrlRange(kind == OdrlValueKind.Instant || (kind == OdrlValueKind.Number && OdrlOperands.Whole(first.Left)));
        if (kind != OdrlValueKind.Instant && OdrlOperands.FromZero(first.Left))
        {
            range.lower.Add(new Bound(new OdrlPoint(0), false, null));
        }

        if (OdrlOperands.Most(first.Left) is { } most)
        {
            range.upper.Add(new Bound(new OdrlPoint(most), false, null));
        }

        foreach (var literal in literals)
        {
            range.Add(literal, kind);
        }

        return range;
    }

    /// <summary>Whether a value is left.</summary>
    public (Truth Left, OdrlClash? Clash) Judge()
    {
        var left = unjudged ? Truth.Unknown : Truth.Yes;
        foreach (var low in lower)
        {
            foreach (var high in upper)
            {
                var order = low.At.Against(high.At);
                if (order > 0 || (order == 0 && (low.Open || high.Open)))
                {
                    return (Truth.No, ClashOf(low, high));
                }

                left = order is null ? Truth.Unknown : left;
            }
        }

        return holes.Count == 0 ? (left, null) : Holes(left);
    }

    private static OdrlClash ClashOf(Bound low, Bound high) =>
        low.By is { } first && high.By is { } second ? first.Side <= second.Side ? new OdrlClash("odrl.clash.values", first, second) : new OdrlClash("odrl.clash.values", second, first)
        : new OdrlClash("odrl.clash.domain", (low.By ?? high.By)!, null);

    private static Bound? Tightest(List<Bound> bounds, Func<int, bool> tighter)
    {
        Bound? best = null;
        foreach (var bound in bounds)
        {
            best = best is null || (bound.At.Against(best.At) is { } order && (tighter(order) || (order == 0 && bound.Open))) ? bound : best;
        }

        return best;
    }

    private void Add(OdrlLiteral literal, OdrlValueKind kind)
    {
        var term = literal.Term;
        if (term.Right is not [var value] || value.Kind != kind)
        {
            unjudged = true;
            return;
        }

        var comparison = literal.Holds ? term.Operator : term.Operator switch
        {
            OdrlOperator.Eq => OdrlOperator.Neq,
            OdrlOperator.Neq => OdrlOperator.Eq,
            OdrlOperator.Lt => OdrlOperator.Gteq,
            OdrlOperator.Lteq => OdrlOperator.Gt,
            OdrlOperator.Gt => OdrlOperator.Lteq,
            OdrlOperator.Gteq => OdrlOperator.Lt,
            _ => term.Operator,
        };
        switch (comparison)
        {
            case OdrlOperator.Lt:
                upper.Add(Closed(value.First, true, literal, -1));
                break;
            case OdrlOperator.Lteq:
                upper.Add(Closed(value.Last, false, literal, -1));
                break;
            case OdrlOperator.Gt:
                lower.Add(Closed(value.Last, true, literal, 1));
                break;
            case OdrlOperator.Gteq:
                lower.Add(Closed(value.First, false, literal, 1));
                break;
            case OdrlOperator.Eq:
                lower.Add(Closed(value.First, false, literal, 1));
                upper.Add(Closed(value.Last, false, literal, -1));
                break;
            case OdrlOperator.Neq:
                holes.Add((value.First, value.Last, literal));
                break;
            default:
                unjudged = true;
                break;
        }
    }

    /// <summary>Where values are counted, a bound is the nearest value within.</summary>
    private Bound Closed(OdrlPoint at, bool open, OdrlLiteral by, int inward)
    {
        if (!whole)
        {
            return new Bound(at, open, by);
        }

        var within = inward > 0 ? decimal.Ceiling(at.At) : decimal.Floor(at.At);
        return new Bound(at with { At = open && within == at.At ? within + inward : within }, false, by);
    }

    private (Truth Left, OdrlClash? Clash) Holes(Truth left)
    {
        if (Lower is not { } low || Upper is not { } high || left != Truth.Yes)
        {
            return (left, null);
        }

        holes.Sort((a, b) => a.First.At.CompareTo(b.First.At));
        var at = low.At;
        foreach (var (first, last, by) in holes)
        {
            if (at.Against(first) is not { } fromFirst || at.Against(last) is not { } fromLast)
            {
                return (Truth.Unknown, null);
            }

            if (fromFirst < 0 || fromLast > 0)
            {
                continue;
            }

            // Between two numbers there are others: only a single one can be taken out whole.
            at = whole ? last with { At = decimal.Floor(last.At) + 1 } : at;
            if (whole ? at.Against(high.At) > 0 : at.Against(high.At) == 0)
            {
                return (Truth.No, ClashOf(by, low.By, high.By));
            }
        }

        return (Truth.Yes, null);
    }

    private static OdrlClash ClashOf(OdrlLiteral hole, OdrlLiteral? low, OdrlLiteral? high)
    {
        var other = low is not null && low.Side != hole.Side ? low : high ?? low;
        return other is null ? new OdrlClash("odrl.clash.domain", hole, null)
            : other.Side <= hole.Side ? new OdrlClash("odrl.clash.values", other, hole)
            : new OdrlClash("odrl.clash.values", hole, other);
    }

    /// <summary>A bound and where it comes from; from the operand's own values where from no comparison.</summary>
    internal sealed record Bound(OdrlPoint At, bool Open, OdrlLiteral? By);
}
