namespace KeyEcosystem.Market.Core;

/// <summary>Why a reading costs what it costs.</summary>
public enum Basis
{
    /// <summary>Price times quantity; the job's own failure or cancellation changes nothing: the devices were held.</summary>
    Charged,

    /// <summary>The agreement names no price for this kind of reading, or the price 0.</summary>
    Free,

    /// <summary>The member used its own asset.</summary>
    OwnUse,

    /// <summary>The provider's side failed: nobody pays.</summary>
    ProviderFailed,
}
