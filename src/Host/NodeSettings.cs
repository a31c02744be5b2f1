using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Host;

/// <summary>What one node is told at start.</summary>
public sealed record NodeSettings
{
    /// <summary>Folder of the store, the keys and the data sets; made when missing.</summary>
    public string Data { get; init; } = "keyeco-data";

    /// <summary>Address to listen on.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080/");

    /// <summary>Address people reach the node at; the listening address when null.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The PostgreSQL database of the records; null for SQLite in the folder.</summary>
    public PostgresTarget? Postgres { get; init; }

    /// <summary>Short name of the node, letters, digits and hyphens: part of cookie names, token audience and evidence.</summary>
    public string NodeId { get; init; } = "node";
}
