using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>The owner of a result asks the owners of its sources to release it.</summary>
/// <param name="Id">Chosen by the sender; null lets the node choose.</param>
/// <param name="Policy">ODRL: the terms it shall stand under then.</param>
public sealed record ReleaseRequest(PendingId? Id, JsonElement Policy);
