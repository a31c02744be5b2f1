using KeyEcosystem.Client;

namespace KeyEcosystem.Cli.Agent;

/// <summary>What the node and the cluster say, as the agent tells it: in both languages, whatever it was said in.</summary>
internal static class AgentWords
{
    /// <summary>A refusal of the node.</summary>
    /// <param name="refused">What it said.</param>
    public static string Of(NodeProblemException refused)
    {
        var said = $"{refused.Title} {refused.Detail}".TrimEnd();
        var chinese = RefusalWords.Chinese(refused.Code, refused.Facts);
        return $"{said}{(refused.Code.Length > 0 ? $" [{refused.Code}]" : "")}{(chinese.Length > 0 && !said.Contains(chinese, StringComparison.Ordinal) ? $" {chinese}" : "")}";
    }

    /// <summary>What the cluster or a tool of its machines said, which is in the words of its own software.</summary>
    /// <param name="said">What was said.</param>
    public static string OfCluster(string said) => said.Any(c => c is >= '\u4e00' and <= '\u9fff') ? said : $"集群答复如后。The cluster says: {said}";
}
