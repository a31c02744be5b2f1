using System.CommandLine;
using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco import</c> and <c>keyeco export</c>: members and relations as CSV.</summary>
internal static class RegistryVerbs
{
    private static readonly Argument<FileInfo> Source = new("file") { Description = "CSV in UTF-8 with a head. 带表头的 UTF-8 CSV 文件。" };
    private static readonly Argument<FileInfo> Target = new("file") { Description = "Where it is written; a file that is there is not overwritten. 写入的文件。" };
    private static readonly Option<bool> Trial = new("--dry-run") { Description = "Only say what would happen. 仅试运行，不导入。" };

    public static Command Import() => Verb.Group(
        "import",
        "Takes a CSV file into the registry: all rows or none. 从 CSV 导入，全部成功或全部不导入。",
        Verb.Of("members", "Members; new ones become listed. 导入成员（列入名录）。", run => Take(run, "members"), Source, Trial),
        Verb.Of("relations", "Relations between members. 导入成员关系。", run => Take(run, "relations"), Source, Trial));

    public static Command Export() => Verb.Group(
        "export",
        "Writes the registry as CSV. 将名录导出为 CSV。",
        Verb.Of("members", "All members. 导出成员。", run => Write(run, "members"), Target),
        Verb.Of("relations", "All relations. 导出成员关系。", run => Write(run, "relations"), Target));

    private static async Task Take(VerbRun run, string what)
    {
        var file = run.Get(Source);
        if (!file.Exists)
        {
            throw new UsageException($"file: there is no file \"{file}\". file：没有文件“{file}”。");
        }

        await using var csv = file.OpenRead();
        var done = await run.Node.ImportRegistry(what, csv, run.Get(Trial), run.Stop);
        run.Show(done, ("rows", $"{done.Rows}"), ("added", $"{done.Added}"), ("changed", $"{done.Changed}"), ("unchanged", $"{done.Unchanged}"), ("note", done.Tried ? "tried only, nothing was imported 仅试运行" : null));
    }

    private static async Task Write(VerbRun run, string what)
    {
        var file = run.Get(Target);
        if (file.Exists)
        {
            throw new UsageException($"file: \"{file}\" is there already. 文件已存在。");
        }

        OutputPlace.File("file", file.FullName);
        await using var output = new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write);
        await run.Node.ExportRegistry(what, output, run.Stop);
        run.Notes.WriteLine($"{file.FullName}  {output.Length:N0} bytes");
    }
}
