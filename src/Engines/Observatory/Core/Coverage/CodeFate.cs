namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>What became of a code.</summary>
public enum CodeFate
{
    /// <summary>It stands for a unit.</summary>
    Unit,

    /// <summary>No statistical code of this form: 4, 6, 9 or 12 digits.</summary>
    NoCode,

    /// <summary>A whole province, which is no unit of the second level.</summary>
    WholeProvince,

    /// <summary>A county-level unit that its province administers directly, which no rule counts.</summary>
    DirectCounty,

    /// <summary>Hong Kong, Macao or Taiwan, which are not in the source list.</summary>
    NotListed,

    /// <summary>No unit of the list has it.</summary>
    Unknown,
}
