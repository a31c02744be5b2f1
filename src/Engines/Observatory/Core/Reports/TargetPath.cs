using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The way from a baseline to a target; before its first point it has the baseline, after its last one the target.</summary>
public sealed class TargetPath
{
    /// <summary>Points of a path, at most.</summary>
    public const int PointsMax = 100;

    /// <summary>How steep the S-curve is: 95 % of the way lies between a fifth and four fifths of the time.</summary>
    private const double Steepness = 12;

    private readonly PathPoint[] points;

    private TargetPath(TargetPathKind kind, PathPoint[] points) => (Kind, this.points) = (kind, points);

    /// <summary>Its form.</summary>
    public TargetPathKind Kind { get; }

    /// <summary>Where it begins.</summary>
    public PathPoint Baseline => points[0];

    /// <summary>Where it ends.</summary>
    public PathPoint Target => points[^1];

    /// <summary>Draws a path.</summary>
    /// <param name="kind">Its form.</param>
    /// <param name="baseline">Where it begins.</param>
    /// <param name="target">Where it ends.</param>
    /// <param name="milestones">Points between, in order of time; only for <see cref="TargetPathKind.Milestones"/>.</param>
    /// <returns>The path, or a refusal <c>input.field</c>.</returns>
    public static Result<TargetPath> Of(TargetPathKind kind, PathPoint baseline, PathPoint target, params IReadOnlyList<PathPoint> milestones)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        if (milestones.Count > 0 && kind != TargetPathKind.Milestones)
        {
            return Refusal.Field("milestones", "none unless the path is one of milestones", $"{milestones.Count}");
        }

        PathPoint[] all = [baseline, .. milestones, target];
        if (all.Length > PointsMax)
        {
            return Refusal.Field("milestones", $"at most {PointsMax - 2}", $"{milestones.Count}");
        }

        for (var i = 0; i < all.Length; i++)
        {
            if (!double.IsFinite(all[i].Value))
            {
                return Refusal.Field("value", "a finite number", $"{all[i].Value}");
            }

            if (i > 0 && all[i].At <= all[i - 1].At)
            {
                return Refusal.Field("at", "later than the point before", $"{all[i].At:O}");
            }
        }

        return kind == TargetPathKind.Cagr && (baseline.Value <= 0 || target.Value <= 0)
            ? Refusal.Field("value", "above 0 at both ends of a path of equal growth", $"{baseline.Value}, {target.Value}")
            : new TargetPath(kind, all);
    }

    /// <summary>The form that goes with a kind of quantity: equal growth for stocks and flows that begin above 0, an S-curve for counts of who joins, else a straight line.</summary>
    /// <param name="quantity">Kind of the indicator.</param>
    /// <param name="baseline">Where the path begins.</param>
    /// <param name="target">Where it ends.</param>
    public static TargetPathKind KindFor(string quantity, double baseline, double target) => quantity switch
    {
        "stock" or "flow" when baseline > 0 && target > 0 => TargetPathKind.Cagr,
        "count" => TargetPathKind.SCurve,
        "milestone" => TargetPathKind.Milestones,
        _ => TargetPathKind.Linear,
    };

    /// <summary>Where a quantity should be.</summary>
    /// <param name="at">When.</param>
    public double ValueAt(DateTimeOffset at)
    {
        if (at <= points[0].At)
        {
            return points[0].Value;
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (at < points[i].At)
            {
                return Between(points[i - 1], points[i], (at - points[i - 1].At) / (points[i].At - points[i - 1].At));
            }
        }

        return points[^1].Value;
    }

    /// <summary>How far a value is ahead of the path, in the unit of the quantity; below 0 it is behind, whichever way is better.</summary>
    /// <param name="value">The value.</param>
    /// <param name="at">When.</param>
    /// <param name="isDownBetter">Whether less is better.</param>
    public double Gap(double value, DateTimeOffset at, bool isDownBetter) => isDownBetter ? ValueAt(at) - value : value - ValueAt(at);

    private double Between(PathPoint from, PathPoint to, double part) => Kind switch
    {
        TargetPathKind.Cagr => from.Value * Math.Pow(to.Value / from.Value, part),
        TargetPathKind.SCurve => from.Value + ((to.Value - from.Value) * Logistic(part)),
        _ => from.Value + ((to.Value - from.Value) * part),
    };

    private static double Logistic(double part)
    {
        static double At(double x) => 1 / (1 + Math.Exp(-Steepness * (x - 0.5)));
        return (At(part) - At(0)) / (At(1) - At(0));
    }
}
