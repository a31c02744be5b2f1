namespace KeyEcosystem.Platform.Store;

/// <summary>Why a whole batch failed, as far as the store tells.</summary>
internal enum LaneFailure
{
    /// <summary>The connection or the store itself is gone.</summary>
    Lost,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>Somebody else holds what is needed.</summary>
    Busy,
}
