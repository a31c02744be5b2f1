using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>What each operation gives for one set of arguments. True is 1, false 0; anything but 0 is true.</summary>
internal static class Arithmetic
{
    private const int FactorialMax = 171;

    public static double Of(Op op, double a, double b, double c) => op switch
    {
        Op.Add => a + b,
        Op.Subtract => a - b,
        Op.Multiply => a * b,
        Op.Divide => a / b,
        Op.Negate => -a,
        Op.Power => Math.Pow(a, b),
        Op.Less => a < b ? 1 : 0,
        Op.LessOrEqual => a <= b ? 1 : 0,
        Op.Greater => a > b ? 1 : 0,
        Op.GreaterOrEqual => a >= b ? 1 : 0,
        Op.Equal => a == b ? 1 : 0,
        Op.NotEqual => a == b ? 0 : 1,
        Op.And => a != 0 && b != 0 ? 1 : 0,
        Op.Or => a != 0 || b != 0 ? 1 : 0,
        Op.Not => a == 0 ? 1 : 0,
        Op.Choose => a == 0 ? c : b,
        Op.Min => a < b ? a : b,
        Op.Max => a > b ? a : b,
        Op.Abs => Math.Abs(a),
        Op.Exp => Math.Exp(a),
        Op.Ln => Math.Log(a),
        Op.Log10 => Math.Log10(a),
        Op.Sqrt => Math.Sqrt(a),
        Op.Sin => Math.Sin(a),
        Op.Cos => Math.Cos(a),
        Op.Tan => Math.Tan(a),
        Op.ArcSin => Math.Asin(a),
        Op.ArcCos => Math.Acos(a),
        Op.ArcTan => Math.Atan(a),
        Op.ArcTan2 => Math.Atan2(a, b),
        Op.Sinh => Math.Sinh(a),
        Op.Cosh => Math.Cosh(a),
        Op.Tanh => Math.Tanh(a),
        Op.Int => Math.Truncate(a),
        Op.Floor => Math.Floor(a),
        Op.Ceiling => Math.Ceiling(a),
        Op.Round => Math.Round(a, MidpointRounding.AwayFromZero),
        Op.Mod => a % b,
        Op.SafeDivide => b == 0 ? c : a / b,
        Op.Quantum => b > 0 ? b * Math.Truncate(a / b) : a,
        Op.LogGamma => LogGamma(a),
        Op.Factorial => Factorial(a),
        Op.Root => a < 0 && b % 2 == 1 ? -Math.Pow(-a, 1 / b) : Math.Pow(a, 1 / b),
        Op.Sign => a > 0 ? 1 : a < 0 ? -1 : 0,
        _ => a,
    };

    private static double Factorial(double of)
    {
        if (double.IsNaN(of) || of < 0 || of >= FactorialMax)
        {
            return of >= FactorialMax ? double.PositiveInfinity : double.NaN;
        }

        var product = 1.0;
        for (var i = 2; i <= (int)of; i++)
        {
            product *= i;
        }

        return product;
    }

    /// <summary>Stirling's series, after the argument was raised to where it is exact enough.</summary>
    private static double LogGamma(double of)
    {
        if (!(of > 0))
        {
            return double.NaN;
        }

        var shift = 0.0;
        for (; of < 12; of++)
        {
            shift += Math.Log(of);
        }

        var square = 1 / (of * of);
        var series = (1.0 / 12 - (square * (1.0 / 360 - (square * (1.0 / 1260 - (square / 1680)))))) / of;
        return ((of - 0.5) * Math.Log(of)) - of + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }
}
