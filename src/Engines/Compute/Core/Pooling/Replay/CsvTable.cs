using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>A CSV text whose columns are found by the names in its first line; what is wrong is said with file, line and column.</summary>
internal sealed class CsvTable
{
    private readonly string file;
    private readonly IEnumerator<string> lines;
    private readonly Dictionary<string, int> columns;
    private readonly int width;

    private CsvTable(string file, IEnumerator<string> lines, Dictionary<string, int> columns, int width)
    {
        this.file = file;
        this.lines = lines;
        this.columns = columns;
        this.width = width;
    }

    public static Result<CsvTable> Open(string file, IEnumerable<string> lines, IReadOnlyList<string> needed)
    {
        var reader = lines.GetEnumerator();
        if (!reader.MoveNext())
        {
            return new Refusal("compute.file.empty", "A file is empty.", $"{file} is empty; its first line must name the columns {string.Join(',', needed)}. {file} 为空，首行须列出上述列名。");
        }

        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = reader.Current.TrimStart('\uFEFF').Split(',');
        for (var at = 0; at < names.Length; at++)
        {
            // Which of two of one name is meant nobody knows; of columns that are not read it does not matter.
            var name = names[at].Trim().Trim('"');
            if (!named.TryAdd(name, at) && needed.Contains(name))
            {
                return new Refusal("compute.file.column", "A file has a column twice.", $"{file}, line 1: the column \"{name}\" stands there twice, in places {named[name] + 1} and {at + 1}; name it once. {file} 首行有两个列“{name}”（第 {named[name] + 1} 与第 {at + 1} 列），只能有一个。");
            }
        }

        var missing = needed.Where(n => !named.ContainsKey(n)).ToList();
        return missing.Count > 0
            ? new Refusal("compute.file.column", "A file lacks a column.", $"{file}, line 1: no column \"{string.Join("\", \"", missing)}\"; the first line must name the columns {string.Join(',', needed)}. {file} 首行缺少列“{string.Join("”、“", missing)}”。")
            : new CsvTable(file, reader, named, names.Length);
    }

    public static Refusal Empty(string file, string things, string zh) => new("compute.file.empty", "A file has no rows.", $"{file} holds no {things}. {file} 中没有{zh}。");

    public IEnumerable<Row> Rows()
    {
        for (var line = 2; lines.MoveNext(); line++)
        {
            if (string.IsNullOrWhiteSpace(lines.Current))
            {
                continue;
            }

            yield return new Row(file, line, columns, width, lines.Current.Split(','));
        }
    }

    internal readonly record struct Row(string File, int Line, Dictionary<string, int> Columns, int Width, string[] Cells)
    {
        /// <summary>What is wrong with the row as a whole: cells that are wanting, or more than there are columns, so that nobody knows which stands where.</summary>
        public Refusal? Refusal => Cells.Length == Width ? null
            : Cells.Length < Width ? new Refusal("compute.file.row", "A row is too short.", $"{File}, line {Line}: {Cells.Length} cells, but {Width} columns; the line may be cut off. {File} 第 {Line} 行只有 {Cells.Length} 格，应有 {Width} 列，可能不完整。")
            : new Refusal("compute.file.row", "A row is too long.", $"{File}, line {Line}: {Cells.Length} cells, but {Width} columns; cell {Width + 1}, \"{Cells[Width]}\", has none. Is there a comma within a name or a number? {File} 第 {Line} 行有 {Cells.Length} 格，只有 {Width} 列；第 {Width + 1} 格“{Cells[Width]}”没有对应的列，名称或数中是否有逗号？");

        public string Text(string column) => Cells[Columns[column]].Trim().Trim('"');

        public long? Number(string column, long max) =>
            long.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max ? number : null;

        public double? Real(string column) =>
            double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0 ? number : null;

        /// <summary>What is wrong with a cell.</summary>
        /// <param name="column">Its column.</param>
        /// <param name="must">What must stand there.</param>
        /// <param name="zh">The same in Chinese.</param>
        public Refusal Wrong(string column, string must, string zh)
        {
            var was = Text(column) is { Length: > 60 } text ? text[..60] + "…" : Text(column);
            return new Refusal("compute.file.cell", "A cell can't be read.", $"{File}, line {Line}, column {column}: must be {must}; it is \"{was}\". {File} 第 {Line} 行 {column} 列：须为{zh}，实为“{was}”。");
        }

        /// <summary>What is wrong with a number.</summary>
        /// <param name="column">Its column.</param>
        /// <param name="least">The least that it may be.</param>
        /// <param name="most">The most that it may be.</param>
        public Refusal OutOf(string column, long least, long most) => Wrong(column, $"a whole number from {least} to {most}", $" {least} 至 {most} 的整数");
    }
}
