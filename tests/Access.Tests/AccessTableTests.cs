using System.Text;
using KeyEcosystem.Host.Tests.Contract;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Access.Tests;

/// <summary>docs/access.md shows the table that the forged attempts are judged by.</summary>
public sealed class AccessTableTests
{
    private const string Begin = "<!-- table -->";

    [Fact]
    public void The_committed_table_is_the_tested_one()
    {
        var file = Path.Combine(Repository.Root, "docs", "access.md");
        var text = File.ReadAllText(file);
        var head = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        var made = $"{head}\n{Table()}";
        if (Environment.GetEnvironmentVariable("KEYECO_ACCEPT_ACCESS") == "1")
        {
            File.WriteAllText(file, made);
        }

        Assert.True(File.ReadAllText(file) == made, "docs/access.md differs from DoorTable: run this test with KEYECO_ACCEPT_ACCESS=1 and commit the file.");
    }

    private static string Table()
    {
        var text = new StringBuilder();
        text.Append($"| endpoint 接口 | {string.Join(" | ", NodeRoles.All)} | another member 其他成员 | nobody 未登录 |\n");
        text.Append($"| --- |{string.Concat(Enumerable.Repeat(" --- |", NodeRoles.All.Count + 2))}\n");
        foreach (var door in DoorTable.Rows)
        {
            var foreign = door.Foreign switch { Foreign.Shared => "same 相同", Foreign.Own => "own only 仅本方", Foreign.Hidden => "404", Foreign.Refused => "403", Foreign.Bound => "400", _ => "422 Gate 关口" };
            text.Append($"| `{door.Name}` | {string.Join(" | ", NodeRoles.All.Select(r => door.May.Contains(r) ? "yes 可" : "403"))} | {foreign} | 401 |\n");
        }

        foreach (var door in DoorTable.Persons.Keys)
        {
            text.Append($"| `{door}` | {string.Join(" | ", Enumerable.Repeat("person 本人", NodeRoles.All.Count))} | own only 仅本方 | 401 |\n");
        }

        foreach (var door in DoorTable.Open.Keys)
        {
            text.Append($"| `{door}` | {string.Join(" | ", Enumerable.Repeat("yes 可", NodeRoles.All.Count))} | same 相同 | yes 可 |\n");
        }

        return text.ToString();
    }
}
