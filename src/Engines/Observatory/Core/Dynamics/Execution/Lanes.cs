using System.Numerics;
using System.Runtime.InteropServices;
using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>Runs instructions for several runs at once: each place of memory holds one number for each lane. What the processor can do with many numbers at once it does; the bits are the same as one by one.</summary>
internal static class Lanes
{
    /// <summary>An operation that depends on nothing but its arguments.</summary>
    public static void Do(in Instruction i, double[] memory, int lanes)
    {
        var to = memory.AsSpan(i.To * lanes, lanes);
        var a = memory.AsSpan(i.A * lanes, lanes);
        var b = memory.AsSpan(i.B * lanes, lanes);
        switch (i.Op)
        {
            case Op.Move:
                a.CopyTo(to);
                break;
            case Op.Add:
                Each<Sum>(to, a, b);
                break;
            case Op.Subtract:
                Each<Difference>(to, a, b);
                break;
            case Op.Multiply:
                Each<Product>(to, a, b);
                break;
            case Op.Divide:
                Each<Quotient>(to, a, b);
                break;
            case Op.Min:
                Each<Least>(to, a, b);
                break;
            case Op.Max:
                Each<Most>(to, a, b);
                break;
            case Op.Choose:
                Choose(to, a, b, memory.AsSpan(i.C * lanes, lanes));
                break;
            default:
                var c = memory.AsSpan(i.C * lanes, lanes);
                for (var lane = 0; lane < to.Length; lane++)
                {
                    to[lane] = Arithmetic.Of(i.Op, a[lane], b[lane], c[lane]);
                }

                break;
        }
    }

    /// <summary>Adds a multiple: <c>to = from + factor * of</c>.</summary>
    public static void Advance(Span<double> to, ReadOnlySpan<double> from, ReadOnlySpan<double> of, double factor)
    {
        var wideTo = Wide(to);
        var wideFrom = Wide(from);
        var wideOf = Wide(of);
        for (var i = 0; i < wideTo.Length; i++)
        {
            wideTo[i] = wideFrom[i] + (wideOf[i] * factor);
        }

        for (var i = wideTo.Length * Vector<double>.Count; i < to.Length; i++)
        {
            to[i] = from[i] + (of[i] * factor);
        }
    }

    private static void Choose(Span<double> to, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c)
    {
        var wideTo = Wide(to);
        var wideA = Wide(a);
        var wideB = Wide(b);
        var wideC = Wide(c);
        for (var i = 0; i < wideTo.Length; i++)
        {
            wideTo[i] = Vector.ConditionalSelect(Vector.Equals(wideA[i], Vector<double>.Zero), wideC[i], wideB[i]);
        }

        for (var i = wideTo.Length * Vector<double>.Count; i < to.Length; i++)
        {
            to[i] = a[i] == 0 ? c[i] : b[i];
        }
    }

    private static void Each<T>(Span<double> to, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        where T : struct, IPair
    {
        var wideTo = Wide(to);
        var wideA = Wide(a);
        var wideB = Wide(b);
        for (var i = 0; i < wideTo.Length; i++)
        {
            wideTo[i] = T.Of(wideA[i], wideB[i]);
        }

        for (var i = wideTo.Length * Vector<double>.Count; i < to.Length; i++)
        {
            to[i] = T.Of(a[i], b[i]);
        }
    }

    private static Span<Vector<double>> Wide(Span<double> of) => MemoryMarshal.Cast<double, Vector<double>>(of);

    private static ReadOnlySpan<Vector<double>> Wide(ReadOnlySpan<double> of) => MemoryMarshal.Cast<double, Vector<double>>(of);

    private interface IPair
    {
        static abstract double Of(double a, double b);

        static abstract Vector<double> Of(Vector<double> a, Vector<double> b);
    }

    private readonly struct Sum : IPair
    {
        public static double Of(double a, double b) => a + b;

        public static Vector<double> Of(Vector<double> a, Vector<double> b) => a + b;
    }

    private readonly struct Difference : IPair
    {
        public static double Of(double a, double b) => a - b;

        public static Vector<double> Of(Vector<double> a, Vector<double> b) => a - b;
    }

    private readonly struct Product : IPair
    {
        public static double Of(double a, double b) => a * b;

        public static Vector<double> Of(Vector<double> a, Vector<double> b) => a * b;
    }

    private readonly struct Quotient : IPair
    {
        public static double Of(double a, double b) => a / b;

        public static Vector<double> Of(Vector<double> a, Vector<double> b) => a / b;
    }

    private readonly struct Least : IPair
    {
        public static double Of(double a, double b) => a < b ? a : b;

        public static Vector<double> Of(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.LessThan(a, b), a, b);
    }

    private readonly struct Most : IPair
    {
        public static double Of(double a, double b) => a > b ? a : b;

        public static Vector<double> Of(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.GreaterThan(a, b), a, b);
    }
}
