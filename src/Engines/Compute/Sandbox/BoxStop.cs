namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Why a box is no more.</summary>
internal enum BoxStop
{
    /// <summary>The job ended by itself.</summary>
    Exited,

    /// <summary>Somebody asked for the end.</summary>
    Cancelled,

    /// <summary>Over its time.</summary>
    Wall,

    /// <summary>Over its memory.</summary>
    Memory,

    /// <summary>Over its files' bytes.</summary>
    Disk,

    /// <summary>Over its number of files.</summary>
    Entries,

    /// <summary>Over what it may write to the log.</summary>
    Output,

    /// <summary>The walls could not be built: nothing of the job ran.</summary>
    Setup,
}
