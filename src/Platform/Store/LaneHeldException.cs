namespace KeyEcosystem.Platform.Store;

/// <summary>Another process of the node holds the lane of the database.</summary>
/// <param name="message">Which database, for people to read.</param>
/// <param name="cause">What PostgreSQL said.</param>
public sealed class LaneHeldException(string message, Exception cause) : InvalidOperationException(message, cause);
