namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>How stocks are integrated.</summary>
public enum IntegrationMethod
{
    /// <summary>Euler's method.</summary>
    Euler,

    /// <summary>The Runge-Kutta method of second order (Heun).</summary>
    RungeKutta2,

    /// <summary>The classic Runge-Kutta method of fourth order.</summary>
    RungeKutta4,
}
