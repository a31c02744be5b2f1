namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What one parameter alone does to an output.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Low">Its value that 10 % lie below.</param>
/// <param name="High">Its value that 10 % lie above.</param>
/// <param name="AtLow">The output with the low value, all else at the median.</param>
/// <param name="AtHigh">The output with the high value.</param>
public sealed record TornadoBar(string Name, double Low, double High, double AtLow, double AtHigh)
{
    /// <summary>How far the output goes.</summary>
    public double Swing => Math.Abs(AtHigh - AtLow);
}
