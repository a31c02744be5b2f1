using System.CommandLine;
using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco passphrase</c>: puts the master key of a node's folder under another passphrase; and where every verb finds the passphrase.</summary>
internal static class PassphraseVerb
{
    private const string Variable = "KEYECO_PASSPHRASE";
    private const string NewVariable = "KEYECO_NEW_PASSPHRASE";
    private static readonly Option<FileInfo?> NewFile = new("--new-passphrase-file") { Description = $"File whose first line is the new passphrase; without it {NewVariable}, else it is asked for. 新口令文件。" };
    private static readonly Option<bool> Remove = new("--remove") { Description = "Leave the master key in clear. 移除口令保护。" };

    public static Option<FileInfo?> FromFile { get; } = new("--passphrase-file") { Description = $"File whose first line is the passphrase of the node's keys; without it {Variable}. 节点密钥的口令文件。" };

    public static Command Build()
    {
        var verb = Verb.Group("passphrase", "Changes the passphrase of a node's keys, without a node; none of its files is sealed anew but the master key. 更换节点密钥的口令。", ServeVerb.Data, FromFile, NewFile, Remove);
        verb.SetAction((parsed, _) => Connection.Run(parsed, () => Task.FromResult(Change(parsed))));
        return verb;
    }

    /// <summary>The passphrase that was given; null for none.</summary>
    public static Passphrase? Given(ParseResult parsed) => Given(parsed, FromFile, Variable);

    private static int Change(ParseResult parsed)
    {
        var (shell, folder) = (Shell.Of(parsed), ServeVerb.Folder(parsed));
        var was = Given(parsed) ?? (KeyChest.IsUnderPassphrase(folder) ? Asked(shell, "Passphrase until now 原口令: ") : null);
        KeyChest.ChangePassphrase(folder, was, parsed.GetValue(Remove) ? null : Next(parsed, shell));
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(Remove)
            ? "The master key lies in clear now: the other files are safe only where it is not copied with them. 已移除口令保护。"
            : $"The master key is under the new passphrase: give it in {Variable} or --passphrase-file from the next start on. 口令已更换，下次启动时请使用新口令。");
        return ExitCode.Done;
    }

    private static Passphrase Next(ParseResult parsed, Shell shell)
    {
        if (Given(parsed, NewFile, NewVariable) is { } given)
        {
            return given;
        }

        var first = shell.ReadSecret("New passphrase 新口令: ");
        var second = shell.ReadSecret("Once more 再次输入: ");
        return first is { Length: > 0 } && first == second ? new Passphrase(first) : throw new UsageException("The two are not the same, or empty: nothing was changed. 两次输入不一致或为空，未作更改。");
    }

    private static Passphrase Asked(Shell shell, string words) =>
        shell.ReadSecret(words) is { Length: > 0 } typed ? new Passphrase(typed) : throw new UsageException($"Give the passphrase until now in {Variable} or --passphrase-file. 请提供原口令。");

    private static Passphrase? Given(ParseResult parsed, Option<FileInfo?> file, string variable)
    {
        if (parsed.GetValue(file)?.ToString() is { } path)
        {
            return File.ReadLines(EvidenceFile.Existing(path)).FirstOrDefault() is { Length: > 0 } line ? new Passphrase(line) : throw new UsageException($"{file.Name}: the first line of \"{path}\" is empty. {file.Name}：文件首行为空。");
        }

        return Shell.Of(parsed).Variable(variable) is { Length: > 0 } text ? new Passphrase(text) : null;
    }
}
