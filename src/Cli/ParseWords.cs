using System.Text.RegularExpressions;

namespace KeyEcosystem.Cli;

/// <summary>What the parser finds wrong, in both languages and without names of types.</summary>
internal static partial class ParseWords
{
    /// <summary>What is wrong, and where the parser guesses what was meant, its guesses for the first word that it did not know: what follows that is no verb of its own.</summary>
    /// <param name="wrongs">What the parser finds wrong.</param>
    /// <param name="guesses">What it takes for near.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> wrongs, IReadOnlyList<string> guesses)
    {
        var near = guesses.Skip(1).TakeWhile(g => !Guess().IsMatch(g)).Where(g => !g.StartsWith('-')).ToList();
        if (near.Count > 0 && Guess().Match(guesses[0]) is { Success: true } first)
        {
            return [$"There is no \"{first.Groups["given"].Value}\". Did you mean 没有“{first.Groups["given"].Value}”，是否想输入：{string.Join(", ", near)}"];
        }

        return wrongs.Select(Of);
    }

    private static string Of(string line)
    {
        if (Wrong().Match(line) is { Success: true } wrong)
        {
            var (name, given, kind) = (wrong.Groups["name"].Value, wrong.Groups["given"].Value, Kind(wrong.Groups["type"].Value));
            return $"{name}: \"{given}\" is no {kind.En}. {name}：“{given}”不是{kind.Zh}。";
        }

        return Missing().Match(line) is { Success: true } missing ? $"{line} 缺少 {missing.Groups["name"].Value}。"
            : Unknown().Match(line) is { Success: true } unknown ? $"{line} 无法识别“{unknown.Groups["given"].Value}”。"
            : line == "Required command was not provided." ? $"{line} 请给出子命令。"
            : line;
    }

    private static (string Zh, string En) Kind(string type) => type switch
    {
        _ when type.Contains("Int", StringComparison.Ordinal) => ("整数", "whole number"),
        _ when type.Contains("Boolean", StringComparison.Ordinal) => ("true 或 false", "true or false"),
        _ when type.Contains("Date", StringComparison.Ordinal) => ("日期或时刻（如 2026-12-01T08:00+08:00）", "day or instant such as 2026-12-01T08:00+08:00"),
        _ => ("可用的值", "value that fits"),
    };

    [GeneratedRegex("^Cannot parse argument '(?<given>.*)' for (option|command) '(?<name>[^']+)' as expected type '(?<type>[^']+)'\\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wrong();

    [GeneratedRegex("^Option '(?<name>[^']+)' is required\\.$|^Required argument missing for option: '(?<name>[^']+)'\\.$|^Required argument '(?<name>[^']+)' missing for command: .*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("^Unrecognized command or argument '(?<given>.*)'\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex("^'(?<given>.*)' was not matched\\. Did you mean one of the following\\?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guess();
}
