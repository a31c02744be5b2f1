using KeyEcosystem.Dataspace.Core;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

public sealed class CsvColumnsTests
{
    [Fact]
    public void Columns_are_named_and_typed_from_whole_lines_only()
    {
        var columns = CsvColumns.Of("\uFEFF时间,\"kWh, \"\"net\"\"\",n,ok,note,none\r\n2026-01-01T00:00:00Z,1.5,3,true,a,\r\n2026-01-01T00:15:00Z,2,4,false,b,\r\n2026-01-0", whole: false);

        Assert.Equal([("时间", "instant"), ("kWh, \"net\"", "decimal"), ("n", "integer"), ("ok", "boolean"), ("note", "text"), ("none", "empty")], columns);
    }

    [Theory]
    [InlineData("", true, 0)]
    [InlineData("a,b", true, 2)]
    [InlineData("a,b", false, 0)]
    [InlineData("\"never closed", true, 0)]
    public void What_is_no_table_has_no_columns(string text, bool whole, int count) => Assert.Equal(count, CsvColumns.Of(text, whole).Count);
}
