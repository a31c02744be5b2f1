namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>The language of a map or table.</summary>
public enum CoverageLanguage
{
    /// <summary>Chinese.</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}
