using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>For which element an equation is read, and what its loops stand at.</summary>
/// <param name="Owner">Whose equation it is.</param>
/// <param name="Element">Which element.</param>
/// <param name="Places">Its places in the dimensions of the owner.</param>
/// <param name="Modules">The modules in which names are read.</param>
/// <param name="Place">For what is said of it.</param>
/// <param name="Loops">Places of the loops of array functions, by their keys.</param>
internal sealed record Scope(Instance Owner, int Element, int[] Places, string Modules, EquationPlace Place, IReadOnlyDictionary<string, (Dimension Dimension, int At)> Loops)
{
    private static readonly Dictionary<string, (Dimension, int)> None = [];

    public static Scope Of(Instance owner, int element) => new(owner, element, owner.Places(element), owner.Scope, owner.Place, None);

    public int Cell => Owner.First + Element;
}
