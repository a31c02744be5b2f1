namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>Which units "prefecture-level cities" are taken to be. The seed does not say; all three are told, the first one leads.</summary>
public enum CountingRule
{
    /// <summary>Rule A: the 293 cities of prefecture level 地级市.</summary>
    Cities,

    /// <summary>Rule B: the 333 units of prefecture level: with autonomous prefectures, prefectures and leagues 地级区划.</summary>
    PrefectureLevel,

    /// <summary>Rule C: all 337, the four municipalities too 含直辖市.</summary>
    WithMunicipalities,
}
