namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A system-dynamics model as its file has it. Pictures of it are not kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Doc">Its documentation.</param>
/// <param name="Specs">When it runs.</param>
/// <param name="Dimensions">Dimensions of arrays.</param>
/// <param name="Units">Units that it defines.</param>
/// <param name="Parts">Its parts; the first is the root.</param>
public sealed record SystemModel(string Name, string? Doc, SimulationSpecs Specs, IReadOnlyList<ModelDimension> Dimensions, IReadOnlyList<ModelUnit> Units, IReadOnlyList<ModelPart> Parts)
{
    /// <summary>The part that is run.</summary>
    public ModelPart Root => Parts[0];
}
