namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>What stands for a part of an array only.</summary>
/// <param name="Subscript">Elements or subranges, separated by commas.</param>
/// <param name="Equation">The equation; null where there is none.</param>
/// <param name="InitialEquation">The equation at the start, where it is another.</param>
/// <param name="Function">Its graphical function.</param>
/// <param name="Line">Line of the file.</param>
public sealed record VariableElement(string Subscript, string? Equation, string? InitialEquation, GraphicalFunction? Function, int Line);
