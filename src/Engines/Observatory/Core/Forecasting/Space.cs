namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>The scale in which methods see values: transformed within the limits, then divided by the largest, so that no size of number overflows. There and back.</summary>
internal sealed class Space
{
    private readonly Transform transform;
    private readonly ValueLimits limits;
    private readonly double width;
    private readonly double squeeze;
    private readonly double unit;

    private Space(Transform transform, ValueLimits limits, double[] values)
    {
        (this.transform, this.limits) = (transform, limits);
        width = limits is { Low: { } low, High: { } high } ? high - low : 1;

        // A share of exactly nothing or all has no logit: it counts as half an observation away.
        squeeze = transform == Transform.Logit ? 0.5 / (values.Length + 1) : 0;
        unit = 1;
        var largest = values.Max(v => Math.Abs(There(v)));
        unit = largest > 0 ? largest : 1;
    }

    /// <summary>What one of the methods' numbers is of the transformed value.</summary>
    public double Unit => unit;

    /// <summary>Which transform it is.</summary>
    public Transform Transform => transform;

    /// <summary>The scales that fit values: within two limits the logit; above one the plain and, if no value lies on it, the logarithm.</summary>
    public static IEnumerable<Space> Of(ValueLimits limits, double[] values)
    {
        if (limits is { Low: not null, High: not null })
        {
            yield return new Space(Transform.Logit, limits, values);
            yield break;
        }

        yield return new Space(Transform.None, limits, values);
        if (limits.Low is { } low && values.All(v => v > low))
        {
            yield return new Space(Transform.Log, limits, values);
        }
    }

    /// <summary>A value as methods see it.</summary>
    public double There(double value) => transform switch
    {
        Transform.Log => Math.Log(value - limits.Low!.Value) / unit,
        Transform.Logit => Logit((value - limits.Low!.Value) / width) / unit,
        _ => value / unit,
    };

    /// <summary>What methods say as a value; within the limits, and finite.</summary>
    public double Back(double seen)
    {
        var value = transform switch
        {
            Transform.Log => limits.Low!.Value + Math.Exp(seen * unit),
            Transform.Logit => limits.Low!.Value + (width * Share(seen * unit)),
            _ => seen * unit,
        };
        return limits.Nearest(Math.Clamp(value, -double.MaxValue, double.MaxValue));
    }

    private double Logit(double share)
    {
        var inner = squeeze + (share * (1 - (2 * squeeze)));
        return Math.Log(inner / (1 - inner));
    }

    private double Share(double logit) => Math.Clamp(((1 / (1 + Math.Exp(-logit))) - squeeze) / (1 - (2 * squeeze)), 0, 1);
}
