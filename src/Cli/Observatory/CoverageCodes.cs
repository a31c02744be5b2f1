using KeyEcosystem.Cli.Compute;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>A file of statistical codes: one a line, or the column <c>code</c> of a CSV.</summary>
internal static class CoverageCodes
{
    /// <summary>Each code with the line on which it stands.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static IReadOnlyList<(int Line, string Code)> Read(string option, string path)
    {
        var lines = CsvLines.Read(option, path).Select((l, i) => (Line: i + 1, Cells: l.TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries))).ToList();
        var column = lines.Count == 0 ? -1 : Array.IndexOf(lines[0].Cells, "code");
        if (column < 0 && lines.Count > 0 && lines[0].Cells.Length > 1)
        {
            throw new UsageException($"{option}: \"{path}\" line 1 has no column code; it has {string.Join(", ", lines[0].Cells)}. Name the column, or give one code a line. {option}：“{path}”首行没有 code 列；请命名该列，或每行一个代码。");
        }

        var codes = new List<(int Line, string Code)>();
        foreach (var (line, cells) in lines.Skip(column < 0 ? 0 : 1).Where(l => l.Cells is not [""]))
        {
            if (cells.Length != lines[0].Cells.Length)
            {
                throw new UsageException($"{option}: \"{path}\" line {line} has {cells.Length} fields, its first line {lines[0].Cells.Length}. Correct the line. {option}：“{path}”第 {line} 行有 {cells.Length} 格，首行有 {lines[0].Cells.Length} 格，请更正该行。");
            }

            var code = cells[Math.Max(0, column)];
            codes.Add(code.Length > 0 ? (line, code) : throw new UsageException($"{option}: \"{path}\" line {line}, column code: nothing stands there. {option}：“{path}”第 {line} 行 code 列：为空。"));
        }

        return codes;
    }
}
