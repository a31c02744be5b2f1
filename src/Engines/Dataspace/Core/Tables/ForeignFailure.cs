namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Tells what foreign bytes make a library do from what the machine does: a full disk is not the table's fault.</summary>
internal static class ForeignFailure
{
    /// <summary>What an error of input and output is numbered that no system call made.</summary>
    private const int OfNoSystemCall = unchecked((int)0x80131620);

    /// <summary>Whether the bytes are at fault.</summary>
    /// <param name="failure">What was thrown.</param>
    public static bool Is(Exception failure) => failure switch
    {
        OperationCanceledException or BrokenTableException or ObjectDisposedException => false,
        EndOfStreamException => true,
        IOException io => io.HResult == OfNoSystemCall,
        _ => true,
    };
}
