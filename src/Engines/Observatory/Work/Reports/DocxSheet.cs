using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>The numbers behind a chart as a workbook, so that who edits the chart finds them.</summary>
internal sealed class DocxSheet
{
    private const string Name = "Data";
    private readonly List<(string Head, IReadOnlyList<object?> Values)> columns = [];

    /// <summary>Adds a column.</summary>
    /// <returns>Where its head and its values stand.</returns>
    public (string Head, string Values) Add(string head, IReadOnlyList<object?> values)
    {
        columns.Add((head, values));
        var letter = Letter(columns.Count - 1);
        return ($"{Name}!${letter}$1", $"{Name}!${letter}$2:${letter}${values.Count + 1}");
    }

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            for (var r = 0; r <= columns.Max(c => c.Values.Count); r++)
            {
                var row = new Row { RowIndex = (uint)r + 1 };
                for (var c = 0; c < columns.Count; c++)
                {
                    var (head, values) = columns[c];
                    if (Cell(r == 0 ? head : r <= values.Count ? values[r - 1] : null) is { } cell)
                    {
                        cell.CellReference = $"{Letter(c)}{r + 1}";
                        row.Append(cell);
                    }
                }

                data.Append(row);
            }

            sheet.Worksheet = new Worksheet(data);
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = Name }));
        }

        return stream.ToArray();
    }

    private static Cell? Cell(object? value) => value switch
    {
        null => null,
        double number => new Cell(new CellValue(number)),
        _ => new Cell(new InlineString(new Text(value.ToString()!))) { DataType = CellValues.InlineString },
    };

    private static string Letter(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
}
