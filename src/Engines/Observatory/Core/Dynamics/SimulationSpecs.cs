namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>From when to when a model runs, and in which steps.</summary>
/// <param name="Start">First time.</param>
/// <param name="Stop">Last time.</param>
/// <param name="Step">Time step.</param>
/// <param name="SaveStep">Time between saved results.</param>
/// <param name="Method">Integration.</param>
/// <param name="TimeUnits">Unit of time, as the model says it.</param>
public sealed record SimulationSpecs(double Start, double Stop, double Step, double SaveStep, IntegrationMethod Method, string TimeUnits)
{
    /// <summary>Steps of a run, at most.</summary>
    public const int StepsMax = 5_000_000;

    /// <summary>How many steps a run takes.</summary>
    public int Steps => (int)Math.Floor(((Stop - Start) / Step) + 1e-6);

    /// <summary>Steps between saved results; the first step is saved, too.</summary>
    public int StepsPerSave => Math.Max(1, (int)Math.Round(SaveStep / Step, MidpointRounding.AwayFromZero));

    /// <summary>How many rows of results a run has.</summary>
    public int Saves => (Steps / StepsPerSave) + 1;

    /// <summary>The time of a saved row.</summary>
    /// <param name="row">The row, from 0.</param>
    public double TimeOf(int row) => Start + ((long)row * StepsPerSave * Step);
}
