using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Values of a Parquet column as the text that a condition on rows compares, as a CSV would hold it. What has no such text (bytes of no known meaning, intervals, text that is no UTF-8) can't be
/// compared: null.
/// </summary>
internal sealed class ParquetText
{
    private const int DecimalBytesMax = 64;
    private const long TicksPerDay = TimeSpan.TicksPerDay;
    private const int JulianEpoch = 2_440_588;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ParquetType type;
    private readonly Meaning meaning;
    private readonly int scale;
    private readonly bool utc;

    /// <summary>The texts of a column.</summary>
    /// <param name="element">What the schema says of it.</param>
    public ParquetText(ThriftNode element)
    {
        type = (ParquetType)element.NumberOf(ParquetFile.Type)!.Value;
        scale = (int)Math.Clamp(element.NumberOf(7) ?? 0, 0, 1000);
        (meaning, utc) = Old(element.NumberOf(ParquetFile.Converted));
        if (element.Field(ParquetFile.Logical)?.Fields is [var (kind, of)])
        {
            var unit = of.Field(2)?.Fields is [var (id, _)] ? id : 0;
            (meaning, utc) = kind switch
            {
                1 or 4 or 12 => (Meaning.Text, false),
                5 => (Meaning.Decimal, false),
                6 => (Meaning.Date, false),
                7 => (unit switch { 1 => Meaning.TimeMillis, 2 => Meaning.TimeMicros, 3 => Meaning.TimeNanos, _ => Meaning.Unknown }, false),
                8 => (unit switch { 1 => Meaning.Millis, 2 => Meaning.Micros, 3 => Meaning.Nanos, _ => Meaning.Unknown }, of.NumberOf(1) == 1),
                10 => (of.NumberOf(2) == 0 ? Meaning.Unsigned : Meaning.Number, false),
                14 => (Meaning.Uuid, false),
                15 => (Meaning.Half, false),
                _ => (Meaning.Unknown, false),
            };
            scale = kind == 5 ? (int)Math.Clamp(of.NumberOf(1) ?? 0, 0, 1000) : scale;
        }
    }

    private enum Meaning
    {
        Number,
        Unsigned,
        Decimal,
        Date,
        Millis,
        Micros,
        Nanos,
        TimeMillis,
        TimeMicros,
        TimeNanos,
        Text,
        Uuid,
        Half,
        Unknown,
    }

    /// <summary>What such a column is told to be: a word of <see cref="CsvColumns"/>, or bytes.</summary>
    public string Word => (meaning, type) switch
    {
        (Meaning.Text, _) => "text",
        (Meaning.Uuid or Meaning.TimeMillis or Meaning.TimeMicros or Meaning.TimeNanos, _) => "text",
        (Meaning.Decimal, _) => "decimal",
        (Meaning.Half, _) => "decimal",
        (Meaning.Date or Meaning.Millis or Meaning.Micros or Meaning.Nanos, _) => "instant",
        (Meaning.Unknown, _) => "bytes",
        (_, ParquetType.Boolean) => "boolean",
        (_, ParquetType.Int32 or ParquetType.Int64) => "integer",
        (_, ParquetType.Float or ParquetType.Double) => "decimal",
        (_, ParquetType.Int96) => "instant",
        _ => "bytes",
    };

    /// <summary>The text of a truth value.</summary>
    public string? Of(bool value) => meaning != Meaning.Number ? null : value ? "true" : "false";

    /// <summary>The text of a number, a day or a time of 32 bits.</summary>
    public string? Of(int value) => meaning == Meaning.Unsigned ? ((uint)value).ToString(CultureInfo.InvariantCulture) : Of((long)value);

    /// <summary>The text of a number or a time of 64 bits.</summary>
    public string? Of(long value) => meaning switch
    {
        Meaning.Number => value.ToString(CultureInfo.InvariantCulture),
        Meaning.Unsigned => ((ulong)value).ToString(CultureInfo.InvariantCulture),
        Meaning.Decimal => Scaled(value),
        Meaning.Date => Instant(value, TicksPerDay, 1)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Meaning.Millis => Said(Instant(value, TimeSpan.TicksPerMillisecond, 1)),
        Meaning.Micros => Said(Instant(value, TimeSpan.TicksPerMicrosecond, 1)),
        Meaning.Nanos => Said(Instant(value, 1, TimeSpan.NanosecondsPerTick)),
        Meaning.TimeMillis => Clock(value, TimeSpan.TicksPerMillisecond, 1),
        Meaning.TimeMicros => Clock(value, TimeSpan.TicksPerMicrosecond, 1),
        Meaning.TimeNanos => Clock(value, 1, TimeSpan.NanosecondsPerTick),
        _ => null,
    };

    /// <summary>The text of a floating-point number of 32 bits.</summary>
    public string? Of(float value) => meaning != Meaning.Number ? null : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of a floating-point number of 64 bits.</summary>
    public string? Of(double value) => meaning != Meaning.Number ? null : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text of bytes.</summary>
    public string? Of(ReadOnlySpan<byte> value)
    {
        switch (meaning)
        {
            case Meaning.Text:
                try
                {
                    return Strict.GetString(value);
                }
                catch (DecoderFallbackException)
                {
                    return null;
                }

            case Meaning.Decimal:
                return value.Length is > 0 and <= DecimalBytesMax ? Scaled(new BigInteger(value, isBigEndian: true)) : null;
            case Meaning.Uuid:
                return value.Length == 16 ? new Guid(value, bigEndian: true).ToString() : null;
            case Meaning.Half:
                return value.Length == 2 ? BinaryPrimitives.ReadHalfLittleEndian(value).ToString(CultureInfo.InvariantCulture) : null;
            default:
                // Nobody knows which zone the clock of an old writer stood in.
                return type == ParquetType.Int96 && value.Length == 12
                    ? Said(Instant(BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - JulianEpoch, TicksPerDay, 1) is { } day && BinaryPrimitives.ReadInt64LittleEndian(value) is >= 0 and < 86_400_000_000_000 and var nanos ? day.AddTicks(nanos / 100) : null)
                    : null;
        }
    }

    private static (Meaning Meaning, bool Utc) Old(long? converted) => converted switch
    {
        null or 15 or 16 or 17 or 18 => (Meaning.Number, false),
        0 or 4 or 19 => (Meaning.Text, false),
        5 => (Meaning.Decimal, false),
        6 => (Meaning.Date, false),
        7 => (Meaning.TimeMillis, false),
        8 => (Meaning.TimeMicros, false),
        9 => (Meaning.Millis, true),
        10 => (Meaning.Micros, true),
        11 or 12 or 13 or 14 => (Meaning.Unsigned, false),
        _ => (Meaning.Unknown, false),
    };

    private static DateTime? Instant(long value, long ticks, long perTick)
    {
        var at = ((Int128)value * ticks / perTick) + DateTime.UnixEpoch.Ticks;
        return at >= 0 && at <= DateTime.MaxValue.Ticks ? new DateTime((long)at) : null;
    }

    private static string? Clock(long value, long ticks, long perTick) =>
        (Int128)value * ticks / perTick is var at && at >= 0 && at < TicksPerDay ? new TimeOnly((long)at).ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) : null;

    private string? Said(DateTime? at) => at?.ToString(utc ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private string Scaled(BigInteger unscaled)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (unscaled.Sign < 0 ? "-" : "") + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
    }
}
