namespace KeyEcosystem.Kernel;

/// <summary>The currencies that prices may be in; the minor unit is a hundredth of each.</summary>
public enum Currency
{
    /// <summary>Renminbi, minor unit fen 分.</summary>
    Cny,

    /// <summary>Euro.</summary>
    Eur,

    /// <summary>Singapore dollar.</summary>
    Sgd,

    /// <summary>Malaysian ringgit.</summary>
    Myr,
}
