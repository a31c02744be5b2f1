using KeyEcosystem.Members.Core;
using Xunit;

namespace KeyEcosystem.Members.Tests.Core;

[Trait("Store", "none")]
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-x", "'-x")]
    [InlineData("@sum", "'@sum")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("plain 文字", "plain 文字")]
    [InlineData("", "")]
    public void A_cell_is_quoted_where_it_must_be_and_never_a_formula(string value, string cell) => Assert.Equal(cell, CsvText.Cell(value));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("'=1+1")]
    [InlineData("''x")]
    [InlineData("'tis")]
    [InlineData("@")]
    public void What_is_written_is_read_back_as_it_was(string value) => Assert.Equal(value, CsvText.Value(CsvText.Cell(value)));
}
