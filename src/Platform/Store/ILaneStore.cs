namespace KeyEcosystem.Platform.Store;

/// <summary>The writing end of one store. One thread calls it.</summary>
internal interface ILaneStore : IDisposable
{
    /// <summary>Whether the last <see cref="Write"/> failed while the commit itself was on its way.</summary>
    bool Committing { get; }

    /// <summary>Connects, or connects anew, as the one writer.</summary>
    void Open();

    /// <summary>Hashes of the committed leaves from a place on.</summary>
    /// <param name="from">The first place.</param>
    IEnumerable<byte[]> Leaves(long from);

    /// <summary>The place of the next fact.</summary>
    long NextFact();

    /// <summary>Writes a batch in one transaction. Sets every command's outcome; when it returns, all that was accepted is on disk.</summary>
    /// <param name="batch">Commands whose change is prepared.</param>
    /// <param name="end">Where log and facts end.</param>
    void Write(IReadOnlyList<LaneCommand> batch, LaneEnd end);

    /// <summary>What a failure under a whole batch was.</summary>
    /// <param name="failure">What <see cref="Write"/> threw.</param>
    LaneFailure Of(Exception failure);
}
