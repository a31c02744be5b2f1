namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>A graphical function, ready to be asked.</summary>
internal sealed class GraphicalFunctionTable
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly GraphicalKind kind;

    public GraphicalFunctionTable(GraphicalFunction of) => (x, y, kind) = ([.. of.X], [.. of.Y], of.Kind);

    /// <summary>The value by its own kind.</summary>
    public double At(double where) => kind switch
    {
        GraphicalKind.Discrete => Backward(where),
        GraphicalKind.Extrapolate => Extrapolated(where),
        _ => Continuous(where),
    };

    public double Continuous(double where) => double.IsNaN(where) ? where : where <= x[0] ? y[0] : where >= x[^1] ? y[^1] : Between(Above(where), where);

    public double Extrapolated(double where) => double.IsNaN(where) || x.Length == 1 ? Continuous(where) : Between(Math.Clamp(Above(where), 1, x.Length - 1), where);

    /// <summary>The point before, or the first.</summary>
    public double Backward(double where) => double.IsNaN(where) ? where : y[Math.Max(0, Above(where) - 1)];

    /// <summary>The point behind, or the last.</summary>
    public double Forward(double where)
    {
        var above = Above(where);
        return double.IsNaN(where) ? where : above > 0 && x[above - 1] == where ? y[above - 1] : y[Math.Min(above, x.Length - 1)];
    }

    /// <summary>Where the value is first reached.</summary>
    public double Inverse(double value)
    {
        for (var i = 1; i < x.Length; i++)
        {
            if ((y[i - 1] - value) * (y[i] - value) <= 0 && y[i] != y[i - 1])
            {
                return x[i - 1] + ((value - y[i - 1]) * (x[i] - x[i - 1]) / (y[i] - y[i - 1]));
            }
        }

        return Math.Abs(value - y[0]) <= Math.Abs(value - y[^1]) ? x[0] : x[^1];
    }

    private double Between(int above, double where)
    {
        var (left, right) = (x[above - 1], x[above]);
        return right == left ? y[above] : y[above - 1] + ((where - left) * (y[above] - y[above - 1]) / (right - left));
    }

    /// <summary>The first point that lies above.</summary>
    private int Above(double where)
    {
        var (low, high) = (0, x.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = x[middle] > where ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
