namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>What a unit of the second level is.</summary>
public enum CityKind
{
    /// <summary>A municipality directly under the central government 直辖市.</summary>
    Municipality,

    /// <summary>A prefecture-level city 地级市.</summary>
    PrefectureLevelCity,

    /// <summary>An autonomous prefecture 自治州.</summary>
    AutonomousPrefecture,

    /// <summary>A prefecture 地区.</summary>
    Prefecture,

    /// <summary>A league 盟.</summary>
    League,
}
