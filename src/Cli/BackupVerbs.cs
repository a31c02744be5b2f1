using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Operations;
using KeyEcosystem.Host;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Backup;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco backup</c> of a node that serves, and <c>keyeco restore</c> without one.</summary>
internal static class BackupVerbs
{
    private const string Variable = "KEYECO_KEY_PASSPHRASE";
    private static readonly Option<FileInfo> OutFile = new("--out") { Description = "File to write. 输出文件。", Required = true };
    private static readonly Option<FileInfo?> KeysOut = new("--keys") { Description = $"File for the keys, encrypted under {Variable}; without it they are not backed up. 密钥备份文件。" };
    private static readonly Argument<FileInfo> Archive = new("file") { Description = "The backup. 备份文件。" };
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "Data folder to make. 要创建的数据文件夹。", Required = true };
    private static readonly Option<FileInfo?> KeysIn = new("--keys") { Description = $"File of the keys, encrypted under {Variable}. 密钥备份文件。" };
    private static readonly Option<bool> WithoutKeys = new("--without-keys") { Description = "Let the node make new keys. 不恢复密钥。" };
    private static readonly Option<FileInfo?> Witness = new("--witness") { Description = "File with heads seen earlier. 此前见证的根。" };

    public static Command Backup() => Verb.Of("backup", "Copies a node while it serves: records, tokens, files; keys apart and encrypted. 备份运行中的节点。", Backup, OutFile, KeysOut);

    public static Command Restore()
    {
        var verb = Verb.Group("restore", "Makes a data folder from a backup, verified before it is there; with --postgres the records go into that database, whatever store they were backed up from. 从备份恢复，可恢复到 PostgreSQL。", Archive, Data, KeysIn, WithoutKeys, Witness, ServeVerb.Postgres, PassphraseVerb.FromFile);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Restore(parsed, stop)));
        return verb;
    }

    private static async Task Backup(VerbRun verb)
    {
        New("--out", verb.Get(OutFile)!.ToString());
        if (verb.Get(KeysOut)?.ToString() is { } box)
        {
            New("--keys", box, ("--out", verb.Get(OutFile)!.ToString()));
        }

        using var ask = new HttpRequestMessage(HttpMethod.Post, "operations/v1/backup");
        using var answer = await verb.Node.Http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, verb.Stop);
        await NodeHttp.Check(answer, verb.Stop);
        await using (var file = new FileStream(verb.Get(OutFile)!.ToString(), FileMode.CreateNew, FileAccess.Write))
        {
            await answer.Content.CopyToAsync(file, verb.Stop);
            file.Flush(flushToDisk: true);
            await verb.Out.WriteLineAsync($"{file.Length:N0} bytes  {verb.Get(OutFile)}");
        }

        if (verb.Get(KeysOut)?.ToString() is { } keys)
        {
            using var kept = await verb.Node.Http.PostAsJsonAsync("operations/v1/backup/keys", new KeyBackupRequest(Passphrase(verb.Shell)), verb.Stop);
            await NodeHttp.Check(kept, verb.Stop);
            await using var file = new FileStream(keys, FileMode.CreateNew, FileAccess.Write);
            await kept.Content.CopyToAsync(file, verb.Stop);
            await verb.Out.WriteLineAsync($"keys         {keys}");
        }
    }

    private static void New(string option, string path, params IEnumerable<(string Option, string Path)> others)
    {
        if (File.Exists(path))
        {
            throw new UsageException($"{option}: \"{path}\" is there already, and is not overwritten; name another file. {option}：文件已存在，不会覆盖，请另选文件。");
        }

        OutputPlace.File(option, path, others);
    }

    private static async Task<int> Restore(ParseResult parsed, CancellationToken stop)
    {
        var keys = parsed.GetValue(KeysIn)?.ToString();
        if (keys is null != parsed.GetValue(WithoutKeys))
        {
            throw new UsageException("Give --keys FILE, or --without-keys to let the node make new ones. 请指定 --keys 或 --without-keys。");
        }

        var heads = EvidenceFile.Read(parsed.GetValue(Witness)?.ToString(), TreeHead.Parse, "a head");
        var passphrase = keys is null ? "" : Passphrase(Shell.Of(parsed));
        var report = await NodeRestore.Restore(EvidenceFile.Existing(parsed.GetValue(Archive)!.ToString()), keys is null ? null : EvidenceFile.Existing(keys), passphrase, heads, parsed.GetValue(Data)!.ToString(), PassphraseVerb.Given(parsed), ServeVerb.Target(parsed) is { } database ? (folder, end) => NodeHost.MoveToPostgres(folder, database, end) : null, stop);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Restored: {CountWords.Of(report.Records, "record")} verified, {CountWords.Of(heads.Count, "witnessed head")}. 已恢复，并验证 {report.Records} 条记录、{heads.Count} 条见证。");
        return ExitCode.Done;
    }

    private static string Passphrase(Shell shell) => shell.Variable(Variable) ?? shell.ReadSecret("Passphrase 口令: ") ?? throw new UsageException($"Set {Variable}. 请设置 {Variable}。");
}
