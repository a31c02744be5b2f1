using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace KeyEcosystem.Cli;

/// <summary>
/// Options and arguments that name a file or folder: those whose value is a <see cref="FileSystemInfo"/>, which is what makes a place of one. What can be wrong with each of them
/// is told here, by its name, so that no verb has to think of it.
/// </summary>
internal static partial class Places
{
    /// <summary>The options and arguments of a verb that name places.</summary>
    /// <param name="command">The verb.</param>
    public static IEnumerable<Symbol> Of(Command command) =>
        command.Options.Where(o => IsPlace(o.ValueType)).Cast<Symbol>().Concat(command.Arguments.Where(a => IsPlace(a.ValueType)));

    /// <summary>Those that were given as nothing, in words: some of them the parser finds only when they are read.</summary>
    /// <param name="parsed">What was given.</param>
    public static IEnumerable<string> Empty(ParseResult parsed) =>
        from place in Of(parsed.CommandResult.Command)
        let given = Result(parsed, place)
        where given is not null && given.Tokens.Any(t => t.Value.Length == 0)
        let name = Name(given)
        let kind = Kind(place)
        select $"{name}: \"\" is no path; name a {kind.En}. {name}：路径为空，请给出{kind.Zh}。";

    /// <summary>What the system says of a file, by the option that names it and in both languages; what is in both already stays as it is.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="wrong">What the system said.</param>
    public static string Said(ParseResult parsed, Exception wrong)
    {
        if (wrong is not (IOException or UnauthorizedAccessException) || wrong.Message.Any(c => c is >= '\u4e00' and <= '\u9fff'))
        {
            return wrong.Message;
        }

        var at = Quoted().Match(wrong.Message) is { Success: true } quoted ? quoted.Groups["path"].Value : null;
        var given = at is null ? null : Giving(parsed, at);
        var kind = given?.Typed is null ? ("file or folder", "文件或文件夹") : given.Value.Kind;
        var (name, path) = given is { } found ? ($"{found.Name}: ", found.Typed ?? at) : ("", at);
        var zh = name.Length == 0 ? "" : $"{given!.Value.Name}：";
        return (path, wrong) switch
        {
            (null, _) => $"{wrong.Message.TrimEnd('.')}. 系统答复如上，操作未完成。",
            (_, UnauthorizedAccessException) when Directory.Exists(at) && kind.Item1 == "file" => $"{name}\"{path}\" is a folder; name a file. {zh}“{path}”是文件夹，请给出文件。",
            (_, UnauthorizedAccessException) => $"{name}there is no permission for \"{path}\"; ask its owner, or name another. {zh}没有“{path}”的权限，请向其所有者申请，或另选。",
            (_, FileNotFoundException or DirectoryNotFoundException) => $"{name}there is no {kind.Item1} \"{path}\". {zh}没有{kind.Item2}“{path}”。",
            _ => $"{name}\"{path}\" can't be used: {wrong.Message} {zh}无法使用“{path}”（系统答复：{wrong.Message}）",
        };
    }

    /// <summary>The option or argument whose file it is, or in whose folder it lies: the longest path of those that were given.</summary>
    private static (string Name, string? Typed, (string En, string Zh) Kind)? Giving(ParseResult parsed, string at)
    {
        var holding =
            from place in Of(parsed.CommandResult.Command)
            let given = Result(parsed, place)
            where given is not null
            from typed in Values(given)
            let path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(typed))
            where at == typed || Path.TrimEndingDirectorySeparator(at) == path || at.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            orderby path.Length descending
            select (Name(given), at.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : typed, Kind(place));
        return holding.Select(h => ((string, string?, (string, string))?)h).FirstOrDefault();
    }

    /// <summary>What was typed, or stands there without.</summary>
    private static IEnumerable<string> Values(SymbolResult given) =>
        given.Tokens.Count > 0 ? given.Tokens.Select(t => t.Value).Where(v => v.Length > 0)
        : given is OptionResult { Implicit: true } option && option.GetValueOrDefault<object?>() is FileSystemInfo usual ? [$"{usual}"]
        : [];

    private static SymbolResult? Result(ParseResult parsed, Symbol place) => place is Option option ? parsed.GetResult(option) : parsed.GetResult((Argument)place);

    /// <summary>As it was typed: an option may have several names.</summary>
    private static string Name(SymbolResult given) => given switch
    {
        OptionResult option => option.IdentifierToken?.Value ?? option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "",
    };

    private static (string En, string Zh) Kind(Symbol place) => Plain(place is Option option ? option.ValueType : ((Argument)place).ValueType) switch
    {
        var type when type == typeof(FileInfo) => ("file", "文件"),
        var type when type == typeof(DirectoryInfo) => ("folder", "文件夹"),
        _ => ("file or folder", "文件或文件夹"),
    };

    private static bool IsPlace(Type type) => typeof(FileSystemInfo).IsAssignableFrom(Plain(type));

    private static Type Plain(Type type) => type.GetElementType() ?? type;

    [GeneratedRegex("'(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
