using System.Text.Json;

namespace KeyEcosystem.Cli.Tests;

/// <summary>What the command said, and with which exit code.</summary>
internal sealed record Said(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string Text(string property) => Code == 0 ? Json.GetProperty(property).GetString()! : throw new InvalidOperationException($"exit {Code}: {Error}");
}
