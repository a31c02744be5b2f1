using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>What the parser finds wrong, in both languages and without names of types.</summary>
internal static partial class ParseWords
{
    /// <summary>What is wrong, and where the parser guesses what was meant, the guessed verb for the first word that it did not know: what follows that is no verb of its own.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="wrongs">What the parser finds wrong.</param>
    /// <param name="guesses">What it takes for near.</param>
    public static IEnumerable<string> Of(ParseResult parsed, IReadOnlyList<string> wrongs, IReadOnlyList<string> guesses)
    {
        if (NoVerb(parsed) is { } word)
        {
            // The parser takes for near what shares a letter or two.
            var near = NearNames.Of(word, guesses.Skip(1).TakeWhile(g => !Guess().IsMatch(g)).Where(g => !g.StartsWith('-')));
            if (near.Count == 0)
            {
                return [$"There is no \"{word}\". 没有“{word}”。"];
            }

            var meant = string.Join(", ", near.Select(n => Line(parsed, word, n)));
            return [$"There is no \"{word}\". Did you mean: {meant} 没有“{word}”，是否想输入：{meant}"];
        }

        var slips = Slips(parsed);
        return slips.Select(s => NoOption(s.Name, parsed.CommandResult.Command))
            .Concat(wrongs.Where(w => !(Wrong().Match(w) is { Success: true } path && path.Groups["given"].Length == 0 && path.Groups["type"].Value.StartsWith("System.IO.", StringComparison.Ordinal))).Where(w => Unknown().Match(w) is not { Success: true } unknown || !slips.Exists(s => unknown.Groups["given"].Value is var given && (given == s.Token || given == s.Next))).Select(w => Of(parsed, w)))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The first word that stands in the place of a verb and is none.</summary>
    private static string? NoVerb(ParseResult parsed) =>
        parsed.CommandResult.Command is { Subcommands.Count: > 0, Arguments.Count: 0 } && parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-') ? first : null;

    /// <summary>An option that a verb has not, and the one that was perhaps meant.</summary>
    /// <param name="slip">What was typed.</param>
    /// <param name="command">The verb.</param>
    public static string NoOption(string slip, Command command)
    {
        var (en, zh) = NearNames.Of(slip, command.Options.SelectMany(o => o.Aliases.Prepend(o.Name))) is [var near, ..] ? ($"; did you mean {near}?", $"，是否想输入 {near}？") : (".", "。");
        return $"There is no option \"{slip}\"{en} 没有选项“{slip}”{zh}";
    }

    /// <summary>
    /// Words that look like options of the verb and are none, with the word behind, which was meant for them. The parser takes one for the verb's
    /// argument where it has one, and then wonders at the word behind it alone.
    /// </summary>
    private static List<(string Token, string Name, string? Next)> Slips(ParseResult parsed)
    {
        var loose = parsed.UnmatchedTokens.Concat(parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens.Select(t => t.Value))).ToHashSet(StringComparer.Ordinal);
        var tokens = parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).Select(t => t.Value).ToList();
        return [.. tokens.Zip(tokens.Skip(1).Cast<string?>().Append(null)).Where(t => loose.Contains(t.First) && OptionLike().IsMatch(t.First)).Select(t => (t.First, t.First.Split('=')[0], t.Second))];
    }

    /// <summary>The line that was meant: a guessed verb where the slip stood, and the verbs that followed it, as far as they are its own.</summary>
    private static string Line(ParseResult parsed, string slip, string near)
    {
        var words = new List<string> { "keyeco" };
        var at = parsed.RootCommandResult.Command;
        foreach (var token in parsed.Tokens.Select(t => t.Value == slip ? near : t.Value))
        {
            if (at.Subcommands.FirstOrDefault(c => c.Name == token) is not { } verb)
            {
                break;
            }

            words.Add(token);
            at = verb;
        }

        return string.Join(' ', words);
    }

    private static string Of(ParseResult parsed, string line)
    {
        if (Wrong().Match(line) is { Success: true } wrong)
        {
            return NotOf(Typed(parsed, line) ?? wrong.Groups["name"].Value, wrong.Groups["given"].Value, wrong.Groups["type"].Value);
        }

        if (Repeated().Match(line) is { Success: true } repeated)
        {
            var (name, times) = (repeated.Groups["name"].Value, repeated.Groups["times"].Value);
            var names = parsed.CommandResult.Command.Options.Select(o => o.Aliases.Append(o.Name)).First(n => n.Contains(name));
            if (parsed.Tokens.Where(t => t.Type == TokenType.Option && names.Contains(t.Value)).Select(t => t.Value).Distinct(StringComparer.Ordinal).ToList() is [var one, var other, ..])
            {
                return $"{one} and {other} are one option under two names; give it once, by either. {one} 与 {other} 是同一选项的两个名称，只能给出其一，且只给一次。";
            }

            return $"{name} is given {times} times; give it once. {name} 给出了 {times} 次，只能给出一次。";
        }

        if (Unknown().Match(line) is { Success: true } unknown)
        {
            // A word behind an option of yes or no that is neither is none of the option's, to the parser.
            var given = unknown.Groups["given"].Value;
            return Before(parsed, given) is { } flag ? NotOf(flag, given, nameof(Boolean)) : $"{line} 无法识别“{given}”。";
        }

        return Missing().Match(line) is { Success: true } missing ? $"{line} 缺少 {missing.Groups["name"].Value}。"
            : line == "Required command was not provided." ? $"{line} 请给出子命令。"
            : line;
    }

    private static string NotOf(string name, string given, string type)
    {
        if (type.Contains(nameof(Boolean), StringComparison.Ordinal))
        {
            return $"{name}: \"{given}\" is neither true nor false. {name}：“{given}”须为 true 或 false。";
        }

        if (type.Contains("Int", StringComparison.Ordinal) && Whole().IsMatch(given))
        {
            var (least, most) = type.Contains(nameof(Int64), StringComparison.Ordinal) ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
            return given.StartsWith('-')
                ? $"{name}: {given} is too small; write a whole number of at least {least}. {name}：{given} 过小，须为不小于 {least} 的整数。"
                : $"{name}: {given} is too large; write a whole number of at most {most}. {name}：{given} 过大，须为不大于 {most} 的整数。";
        }

        var kind = Kind(type);
        return $"{name}: \"{given}\" is no {kind.En}. {name}：“{given}”不是{kind.Zh}。";
    }

    /// <summary>The name by which the option of an error was given, which may be another than its first.</summary>
    private static string? Typed(ParseResult parsed, string line)
    {
        for (SymbolResult? at = parsed.Errors.FirstOrDefault(e => e.Message == line)?.SymbolResult; at is not null; at = at.Parent)
        {
            if (at is OptionResult option)
            {
                return option.IdentifierToken?.Value ?? option.Option.Name;
            }
        }

        return null;
    }

    /// <summary>The option of yes or no that stands right before a word.</summary>
    private static string? Before(ParseResult parsed, string word) => parsed.Tokens.Zip(parsed.Tokens.Skip(1))
        .Where(p => p.Second.Value == word && p.Second.Type != TokenType.Option)
        .Select(p => p.First.Value)
        .FirstOrDefault(name => parsed.CommandResult.Command.Options.Any(o => (o.Name == name || o.Aliases.Contains(name)) && (o.ValueType == typeof(bool?) || o.ValueType == typeof(bool))));

    private static (string Zh, string En) Kind(string type) => type switch
    {
        _ when type.Contains("Int", StringComparison.Ordinal) => ("整数", "whole number"),
        _ when type.Contains("Date", StringComparison.Ordinal) => ("日期或时刻（如 2026-12-01T08:00+08:00）", "day or instant such as 2026-12-01T08:00+08:00"),
        _ => ("可用的值", "value that fits"),
    };

    [GeneratedRegex("^Cannot parse argument '(?<given>.*)' for (option|command) '(?<name>[^']+)' as expected type '(?<type>[^']+)'\\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wrong();

    [GeneratedRegex("^Option '(?<name>[^']+)' is required\\.$|^Required argument missing for option: '(?<name>[^']+)'\\.$|^Required argument '(?<name>[^']+)' missing for command: .*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("^Option '(?<name>[^']+)' expects a single argument but (?<times>[0-9]+) were provided\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Repeated();

    [GeneratedRegex("^--?[A-Za-z]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OptionLike();

    [GeneratedRegex("^-?[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("^Unrecognized command or argument '(?<given>.*)'\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex("^'(?<given>.*)' was not matched\\. Did you mean one of the following\\?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guess();
}
