using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary>The session of an agent; runs that go on share it, so that all speak with the newest epoch.</summary>
internal sealed class AgentSession(PoolId pool)
{
    /// <summary>The pool.</summary>
    public PoolId Pool => pool;

    /// <summary>Number of the session; 0 before the first.</summary>
    public long Epoch { get; set; }

    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    /// <summary>Whether something is said for the first time.</summary>
    public bool First(string words) => said.Add(words);
}
