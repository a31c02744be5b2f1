namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A part of a model that stands within another.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Part">Name of the part.</param>
/// <param name="Connections">Where its inputs come from.</param>
/// <param name="Line">Line of the file.</param>
public sealed record ModelModule(string Name, string Part, IReadOnlyList<ModuleConnection> Connections, int Line);
