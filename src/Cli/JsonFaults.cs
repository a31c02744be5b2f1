using System.Text.Json;

namespace KeyEcosystem.Cli;

/// <summary>Why a file that an option names can't be read as JSON, in words.</summary>
internal static class JsonFaults
{
    /// <summary>How deep a policy or an offer may be nested.</summary>
    public const int DepthMax = 64;

    /// <summary>What a person is told.</summary>
    /// <param name="option">The option.</param>
    /// <param name="name">The file.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="wrong">What the reader said.</param>
    /// <param name="depthMax">How deep it may be nested.</param>
    public static UsageException Of(string option, string name, ReadOnlySpan<byte> text, JsonException wrong, int depthMax = DepthMax) => IsDeeper(text, depthMax)
        ? new UsageException($"{option}: \"{name}\" is nested too deeply (at most {depthMax}). {option}：“{name}”嵌套过深（至多 {depthMax} 层）。")
        : new UsageException($"{option}: \"{name}\" is not JSON: line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}. {option}：“{name}”不是有效的 JSON：第 {wrong.LineNumber + 1} 行第 {wrong.BytePositionInLine + 1} 列。");

    /// <summary>Whether it is JSON down to where it is nested deeper.</summary>
    private static bool IsDeeper(ReadOnlySpan<byte> text, int depthMax)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depthMax + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is (JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.CurrentDepth >= depthMax)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // It ends to be JSON before it is too deep.
        }

        return false;
    }
}
