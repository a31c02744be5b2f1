namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>Where an equation stands, for what is said of it.</summary>
/// <param name="Name">Its variable.</param>
/// <param name="Line">Its line.</param>
internal sealed record EquationPlace(string Name, int Line)
{
    public ModelFaultException Fault(string en, string zh) => new(DynamicsCodes.Equation, $"The equation of \"{Name}\" {en}.", $"“{Name}”的方程{zh}。", Line, Name);
}
