using Parquet.Data;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>The unpacked values of a chunk: what stands in it, and where it is missing or begins a row.</summary>
/// <param name="leaf">Whose.</param>
/// <param name="raw">As they were read; owned.</param>
internal sealed class ParquetValues(ParquetLeaf leaf, RawColumnData raw) : IDisposable
{
    /// <summary>How much of each entry is there; empty where all of it always is.</summary>
    public ReadOnlySpan<int> Definitions => leaf.DefinitionMax > 0 ? raw.DefinitionLevels : [];

    /// <summary>Where entries go on with a row; empty where each is a row.</summary>
    public ReadOnlySpan<int> Repetitions => leaf.RepetitionMax > 0 ? raw.RepetitionLevels : [];

    /// <inheritdoc/>
    public void Dispose() => raw.Dispose();

    /// <summary>A value as text.</summary>
    /// <param name="at">Which of those that are there.</param>
    /// <param name="text">How it is told.</param>
    public string? Text(int at, ParquetText text) => raw switch
    {
        RawColumnData<bool> bits => text.Of(bits.Values[at]),
        RawColumnData<int> numbers => text.Of(numbers.Values[at]),
        RawColumnData<long> numbers => text.Of(numbers.Values[at]),
        RawColumnData<float> numbers => text.Of(numbers.Values[at]),
        RawColumnData<double> numbers => text.Of(numbers.Values[at]),
        RawColumnData<ReadOnlyMemory<byte>> bytes => text.Of(bytes.Values[at].Span),
        _ => throw new InvalidDataException("Values are of no type that lies in a file."),
    };

    /// <summary>Writes a value.</summary>
    /// <param name="at">Which of those that are there.</param>
    /// <param name="to">Where to.</param>
    public void Write(int at, ParquetChunkWriter to)
    {
        switch (raw)
        {
            case RawColumnData<bool> bits:
                to.Value(bits.Values[at]);
                break;
            case RawColumnData<int> numbers:
                to.Value(numbers.Values[at]);
                break;
            case RawColumnData<long> numbers:
                to.Value(numbers.Values[at]);
                break;
            case RawColumnData<float> numbers:
                to.Value(BitConverter.SingleToInt32Bits(numbers.Values[at]));
                break;
            case RawColumnData<double> numbers:
                to.Value(BitConverter.DoubleToInt64Bits(numbers.Values[at]));
                break;
            case RawColumnData<ReadOnlyMemory<byte>> bytes:
                to.Value(bytes.Values[at].Span);
                break;
            default:
                throw new InvalidDataException("Values are of no type that lies in a file.");
        }
    }
}
