namespace KeyEcosystem.Cli;

/// <summary>There is nothing to show the node.</summary>
internal sealed class NoCredentialException(Uri node, string message) : Exception(message)
{
    /// <summary>The node that was to be asked.</summary>
    public Uri Node => node;
}
