using KeyEcosystem.Dataspace.Core.Tables;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>What stands in a Parquet column is compared as what stands in a CSV.</summary>
[Trait("Store", "none")]
public sealed class ParquetTextTests
{
    [Theory]
    [InlineData(null, -5, "-5")]
    [InlineData(13, -1, "4294967295")]
    [InlineData(5, -12345, "-123.45")]
    [InlineData(5, 7, "0.07")]
    [InlineData(6, 20_000, "2024-10-04")]
    [InlineData(6, -1, "1969-12-31")]
    [InlineData(7, 3_723_004, "01:02:03.004")]
    [InlineData(7, -1, null)]
    [InlineData(6, int.MaxValue, null)]
    [InlineData(21, 1, null)]
    public void Of_32_bits(int? converted, int value, string? text) => Assert.Equal(text, Old(ParquetType.Int32, converted, scale: 2).Of(value));

    [Theory]
    [InlineData(null, long.MinValue, "-9223372036854775808")]
    [InlineData(14, -1, "18446744073709551615")]
    [InlineData(9, 1_500, "1970-01-01T00:00:01.5Z")]
    [InlineData(10, -1, "1969-12-31T23:59:59.999999Z")]
    [InlineData(10, long.MaxValue, null)]
    [InlineData(5, 100, "1.00")]
    public void Of_64_bits(int? converted, long value, string? text) => Assert.Equal(text, Old(ParquetType.Int64, converted, scale: 2).Of(value));

    [Theory]
    [InlineData(1, true, 1_000, "1970-01-01T00:00:01Z")]
    [InlineData(2, false, 1_000, "1970-01-01T00:00:00.001")]
    [InlineData(3, true, 1_999, "1970-01-01T00:00:00.0000019Z")]
    [InlineData(4, true, 1, null)]
    public void Of_points_in_time_with_a_zone_or_without(int unit, bool utc, long value, string? text) =>
        Assert.Equal(text, Logical(ParquetType.Int64, 8, (1, ThriftNode.Of(ThriftType.True, utc ? 1 : 0)), (2, ThriftNode.Struct((unit, ThriftNode.Struct())))).Of(value));

    [Theory]
    [InlineData(6, 0, "C3A9", "\u00e9")]
    [InlineData(6, 0, "FF", null)]
    [InlineData(6, null, "41", null)]
    [InlineData(6, 20, "41", null)]
    [InlineData(7, 5, "FFFF9C", "-1.00")]
    [InlineData(7, 5, "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001", null)]
    [InlineData(3, null, "00E40B5402000000" + "8D3D2500", "1970-01-02T00:00:10")]
    [InlineData(3, null, "FFFFFFFFFFFFFFFF" + "8D3D2500", null)]
    public void Of_bytes(int type, int? converted, string hex, string? text) => Assert.Equal(text, Old((ParquetType)type, converted, scale: 2).Of(Convert.FromHexString(hex)));

    [Fact]
    public void Of_numbers_and_truth_values()
    {
        Assert.Equal(("0.1", "1E+30", "NaN", "true"), (Old(ParquetType.Float, null).Of(0.1f), Old(ParquetType.Double, null).Of(1e30), Old(ParquetType.Double, null).Of(double.NaN), Old(ParquetType.Boolean, null).Of(true)));
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", Logical(ParquetType.FixedLengthByteArray, 14).Of(Convert.FromHexString("00112233445566778899AABBCCDDEEFF")));
        Assert.Equal("1.5", Logical(ParquetType.FixedLengthByteArray, 15).Of(Convert.FromHexString("003E")));
        Assert.Equal("200", Logical(ParquetType.Int32, 10, (1, ThriftNode.Of(ThriftType.Byte, 8)), (2, ThriftNode.Of(ThriftType.True, 0))).Of(200));
    }

    private static ParquetText Old(ParquetType type, int? converted, int scale = 0)
    {
        var element = ThriftNode.Struct((1, ThriftNode.Int((int)type)), (7, ThriftNode.Int(scale)));
        return new ParquetText(converted is { } code ? element.With(6, ThriftNode.Int(code)) : element);
    }

    private static ParquetText Logical(ParquetType type, int kind, params (int, ThriftNode)[] fields) =>
        new(ThriftNode.Struct((1, ThriftNode.Int((int)type)), (10, ThriftNode.Struct((kind, ThriftNode.Struct(fields))))));
}
