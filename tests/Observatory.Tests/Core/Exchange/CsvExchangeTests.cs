using CsCheck;
using KeyEcosystem.Observatory.Core.Exchange;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Exchange;

/// <summary>CSV for people, and SDMX-CSV there and back.</summary>
[Trait("Store", "none")]
public sealed class CsvExchangeTests
{
    private const string Head = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,FREQ,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,VINTAGE,SOURCE";

    [Fact]
    public void A_set_is_written_as_the_field_guide_of_SDMX_CSV_has_it() => Assert.Equal(
        Head + "\r\n" +
        "dataflow,CKE:IND(1.0.0),I,I01,A,2024,8000.5,A,亿元,2026-03-01T08:00:00Z,\"工信部, \"\"快报\"\"\"\r\n" +
        "dataflow,CKE:IND(1.0.0),I,I01,A,2025,,O,,,\r\n",
        SdmxCsv.Write(Sets.Two));

    [Fact]
    public void Plain_CSV_begins_with_the_mark_by_which_spreadsheets_read_Chinese_right()
    {
        Assert.Equal("\uFEFFindicator,frequency,period,value,status,unit,source,vintage\r\nI01,A,2024,8000.5,A,亿元,\"工信部, \"\"快报\"\"\",2026-03-01T08:00:00Z\r\nI01,A,2025,,O,,,\r\n", PlainCsv.Write(Sets.Two));
        Assert.StartsWith("indicator,", PlainCsv.Write(Sets.Two, byteOrderMark: false), StringComparison.Ordinal);
        Assert.Equal("""{"flow":"CKE:IND(1.0.0)","observations":[{"indicator":"I01","frequency":"A","period":"2024","value":8000.5,"status":"A","unit":"亿元","source":"工信部, \"快报\"","vintage":"2026-03-01T08:00:00Z"},{"indicator":"I01","frequency":"A","period":"2025","value":null,"status":"O","unit":null,"source":null,"vintage":null}]}""", PlainJson.Write(Sets.Two));
    }

    [Fact]
    public void What_was_written_is_read_back_bit_by_bit() =>
        Sets.Any.Sample(set =>
        {
            Assert.Empty(set.Faults());
            var read = SdmxCsv.Read(SdmxCsv.Write(set, byteOrderMark: set.Observations.Count % 2 == 0));

            Assert.Empty(read.Faults);
            Assert.Equal(set.Flow, read.Set!.Flow);
            Assert.Equal(set.Observations, read.Set.Observations);
            Assert.Equal(set.Observations.Select(o => o.Value is { } v ? BitConverter.DoubleToInt64Bits(v) : 0), read.Set.Observations.Select(o => o.Value is { } v ? BitConverter.DoubleToInt64Bits(v) : 0));
        });

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\tx", "'\tx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("1=1", "1=1")]
    public void Text_that_a_spreadsheet_would_run_is_made_text(string text, string cell)
    {
        var set = new ObservationSet(DataflowName.Indicators, [Sets.Two.Observations[0] with { Source = text, Value = -5 }]);

        Assert.EndsWith($",2026-03-01T08:00:00Z,{cell}\r\n", SdmxCsv.Write(set), StringComparison.Ordinal);
        Assert.Contains($",亿元,{cell},", PlainCsv.Write(set), StringComparison.Ordinal);

        // A number stays one.
        Assert.Contains(",2024,-5,A,", PlainCsv.Write(set), StringComparison.Ordinal);
    }

    [Fact]
    public void No_cell_of_any_set_begins_like_a_formula_but_numbers() =>
        Sets.Any.Sample(set =>
        {
            foreach (var (_, cells, _) in CsvText.Records(PlainCsv.Write(set), ','))
            {
                Assert.All(cells.Where((_, at) => at != 3), c => Assert.False(c.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(c[0], StringComparison.Ordinal), c));
            }
        });

    [Fact]
    public void Columns_in_any_order_with_semicolons_and_others_beside_them_are_read()
    {
        var read = SdmxCsv.Read("STRUCTURE;STRUCTURE_ID;OBS_VALUE;UPDATED;TIME_PERIOD;FREQ;INDICATOR\ndatastructure;ESTAT:NA_MAIN;12,5;x;2014-01;M;A\n");
        Assert.Equal("OBS_VALUE", Assert.Single(read.Faults).Column);

        read = SdmxCsv.Read("STRUCTURE;STRUCTURE_ID;OBS_VALUE;UPDATED;TIME_PERIOD;FREQ;INDICATOR\ndatastructure;ESTAT:NA_MAIN;12.5;x;2014-01;M;A\r\n\ndatastructure;ESTAT:NA_MAIN;;\"y\nz\";2014-02;M;A");
        Assert.Empty(read.Faults);
        Assert.Equal(new DataflowName("ESTAT", "NA_MAIN", ""), read.Set!.Flow);
        Assert.Equal(["A 2014-01 12.5 A", "A 2014-02  O"], read.Set.Observations.Select(o => $"{o.Indicator} {o.Period} {o.Value} {o.Status.Code}"));
    }

    [Theory]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024-01,1,A,,,", "TIME_PERIOD")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,Y,2024,1,A,,,", "FREQ")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,x,A,,,", "OBS_VALUE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,\"1,000\",A,,,", "OBS_VALUE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1e999,A,,,", "OBS_VALUE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,,A,,,", "OBS_VALUE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1,M,,,", "OBS_VALUE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1,Z,,,", "OBS_STATUS")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1,A,,yesterday,", "VINTAGE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,指标,A,2024,1,A,,,", "INDICATOR")]
    [InlineData("dataflow,CKE:IND(1.0.0),D,I01,A,2024,1,A,,,", "ACTION")]
    [InlineData("dataflow,IND,I,I01,A,2024,1,A,,,", "STRUCTURE_ID")]
    [InlineData("dataflow,CKE:OTHER(1.0.0),I,I01,A,2024,1,A,,,", "STRUCTURE_ID")]
    [InlineData("table,CKE:IND(1.0.0),I,I01,A,2024,1,A,,,", "STRUCTURE")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I00,A,2023,1,A,,,", "TIME_PERIOD")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1,A,,", "")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1,A,,,\"open", "")]
    [InlineData("dataflow,CKE:IND(1.0.0),I,I01,A,2024,1,A,,,\"a\"b", "")]
    public void A_bad_row_is_named_by_line_and_column(string row, string column)
    {
        var read = SdmxCsv.Read($"{Head}\r\ndataflow,CKE:IND(1.0.0),I,I00,A,2023,1,A,,,\"two\r\nlines\"\r\n{row}\r\n");

        Assert.Null(read.Set);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((4, column), (fault.Line, fault.Column));
        Assert.Contains("第 4 行", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("INDICATOR,FREQ\n")]
    [InlineData("STRUCTURE[;],STRUCTURE_ID,INDICATOR,FREQ,TIME_PERIOD,OBS_VALUE\n")]
    [InlineData("STRUCTURE,STRUCTURE_ID,INDICATOR,FREQ,TIME_PERIOD\n")]
    [InlineData("STRUCTURE,STRUCTURE_ID,INDICATOR,FREQ,TIME_PERIOD,OBS_VALUE,FREQ\n")]
    public void A_first_line_that_is_none_of_SDMX_CSV_is_refused(string text)
    {
        Assert.Null(SdmxCsv.Read(text).Set);
        Assert.All(SdmxCsv.Read(text).Faults, f => Assert.Equal(1, f.Line));
    }

    [Fact]
    public void Faults_are_told_up_to_a_hundred() =>
        Assert.Equal(100, SdmxCsv.Read(Head + "\n" + string.Concat(Enumerable.Repeat("x,,,,,,,,,,\n", 500))).Faults.Count);

    [Fact]
    public void A_set_that_can_not_be_exchanged_says_why()
    {
        var one = Sets.Two.Observations[0];
        ObservationSet Of(params Observation[] all) => new(DataflowName.Indicators, all);

        Assert.Equal("TIME_PERIOD", Assert.Single(Of(one, one with { Value = 3 }).Faults()).Column);
        Assert.Equal("OBS_VALUE", Assert.Single(Of(one with { Value = double.NaN }).Faults()).Column);
        Assert.Equal("SOURCE", Assert.Single(Of(one with { Source = "\0" }).Faults()).Column);
        Assert.Equal("UNIT_MEASURE", Assert.Single(Of(one with { Unit = new string('x', 10_001) }).Faults()).Column);
        Assert.Equal("INDICATOR", Assert.Single(Of(one with { Indicator = "" }).Faults()).Column);
    }
}
