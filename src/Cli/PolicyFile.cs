using System.CommandLine;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary>The terms of an offer: a file of ODRL JSON, or a template by its name.</summary>
internal static class PolicyFile
{
    public static Option<string> Option { get; } = new("--policy")
    {
        Description = $"File with ODRL JSON, or a template: {string.Join(", ", PolicyTemplates.All.Keys)}. ODRL 文件或模板名。",
        Required = true,
    };

    /// <summary>The same where terms lie there already.</summary>
    public static Option<string?> Other { get; } = new("--policy")
    {
        Description = $"Other terms than those that are offered: a file with ODRL JSON, or a template: {string.Join(", ", PolicyTemplates.All.Keys)}. 与要约不同的条款：ODRL 文件或模板名。",
    };

    public static JsonElement Read(VerbRun run) => Of(run.Get(Option)!);

    public static JsonElement? ReadOther(VerbRun run) => run.Get(Other) is { } given ? Of(given) : null;

    private static JsonElement Of(string given)
    {
        if (PolicyTemplates.All.TryGetValue(given, out var template))
        {
            return Parse(Encoding.UTF8.GetBytes(template), given);
        }

        return File.Exists(given)
            ? Parse(File.ReadAllBytes(given), given)
            : throw new UsageException($"--policy: there is no file \"{given}\" and no such template; templates are {string.Join(", ", PolicyTemplates.All.Keys)}. --policy：没有文件“{given}”，也没有此模板；模板有 {string.Join("、", PolicyTemplates.All.Keys)}。");
    }

    private static JsonElement Parse(byte[] bytes, string name)
    {
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonFaults.DepthMax });
            return json.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw JsonFaults.Of("--policy", name, text.Span, wrong);
        }
    }
}
