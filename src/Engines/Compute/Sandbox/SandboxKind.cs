namespace KeyEcosystem.Compute.Sandbox;

/// <summary>What builds the walls.</summary>
internal enum SandboxKind
{
    /// <summary>bubblewrap.</summary>
    Bubblewrap,

    /// <summary>unshare and mount of util-linux, with a set-up script.</summary>
    Unshare,
}
