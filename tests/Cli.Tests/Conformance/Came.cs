using System.Text.Json.Nodes;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>A message that came.</summary>
/// <param name="Path">Where, below the process.</param>
/// <param name="Body">What.</param>
/// <param name="Pid">The kit's name of the process.</param>
internal sealed record Came(string Path, JsonObject Body, string Pid);
