namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>What a field of a fact set holds.</summary>
public enum FieldKind
{
    /// <summary>A word or an id.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A number with a dimension.</summary>
    Number,
}
