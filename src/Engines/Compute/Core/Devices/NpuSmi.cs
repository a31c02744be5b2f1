using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Devices;

/// <summary>Reads what npu-smi prints of Ascend devices.</summary>
/// <remarks>
/// A device has two lines: the card with its name and health, then the chip with its load and memory. A card may have several chips, each with both lines.
/// Cards with fast memory (910) have a column for it; others (310P) have one kind only.
/// </remarks>
public static class NpuSmi
{
    /// <summary>The arguments whose answer <see cref="Parse"/> reads.</summary>
    public static readonly IReadOnlyList<string> Arguments = ["info"];

    private const int CellsOfRow = 3;
    private const int WordsWithFastMemory = 5;
    private const int WordsWithout = 3;

    /// <summary>The samples of an answer, in its order.</summary>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="lines">Its lines.</param>
    public static Result<IReadOnlyList<DeviceSample>> Parse(string source, IEnumerable<string> lines)
    {
        var samples = new List<DeviceSample>();
        var (number, first, head) = (0, "", new Head(false, false));
        Card? card = null;
        foreach (var line in lines)
        {
            number++;
            first = first.Length > 0 ? first : line.Trim();
            var cells = line.Trim().Trim('|').Split('|');
            if (!line.TrimStart().StartsWith('|') || cells.Length != CellsOfRow)
            {
                if (line.Contains("Process id", StringComparison.Ordinal))
                {
                    break;
                }

                continue;
            }

            var words = Words(cells[0]);
            if (words is ["NPU", ..] or ["Chip", ..])
            {
                head = words is ["Chip", ..] ? new Head(true, words.Length > 1) : head;
            }
            else if (!head.Seen)
            {
                return DeviceText.Unreadable(source, number, "a device stands before the head of the table (NPU Name, then Chip).", line.Trim());
            }
            else if (card is null)
            {
                card = words.Length >= 2 && Index(words[0]) is { } id ? new Card(id, string.Join(' ', words[1..]), cells[1].Trim(), number) : null;
                if (card is null)
                {
                    return DeviceText.Unreadable(source, number, "the first column must hold the number and the name of a card.", line.Trim());
                }
            }
            else
            {
                var sample = Chip(source, number, card, head, words, cells[2]);
                if (!sample.IsOk)
                {
                    return sample.Refusal;
                }

                if (samples.Any(s => s.Index == sample.Value.Index))
                {
                    return DeviceText.Unreadable(source, number, $"there is a device {sample.Value.Index} above already.", line.Trim());
                }

                samples.Add(sample.Value);
                card = null;
            }
        }

        return card is { } half ? DeviceText.Unreadable(source, half.Line, $"the line of the chip of card {half.Id} does not follow; the text may be cut off.", half.Name)
            : head.Seen ? samples
            : DeviceText.Unreadable(source, Math.Min(1, number), "this is not the table of \"npu-smi info\" (NPU Name, then Chip).", first);
    }

    private static Result<DeviceSample> Chip(string source, int line, Card card, Head head, string[] words, string amounts)
    {
        // Where the table numbers the chips through, jobs are given that number; else each card is one device.
        if ((head.NumbersThrough ? words.Length != 2 : words.Length != 1) || Index(words[0]) is null || (head.NumbersThrough ? Index(words[1]) : card.Id) is not { } index)
        {
            return DeviceText.Unreadable(source, line, head.NumbersThrough ? "the first column must hold the number of the chip and that of the device." : "the first column must hold the number of the chip.", string.Join(' ', words));
        }

        // Load, then used / total of each kind of memory; "26838/ 32768" has no space before the stroke.
        var read = Words(amounts.Replace("N/A", "NA", StringComparison.Ordinal).Replace('/', ' '));
        if (read.Length is not (WordsWithout or WordsWithFastMemory))
        {
            return DeviceText.Unreadable(source, line, "the last column must hold AICore(%) and used / total of the memory.", amounts.Trim());
        }

        var numbers = new long?[read.Length];
        for (var i = 0; i < read.Length; i++)
        {
            if (!DeviceText.TryNumber(read[i], i == 0 ? DeviceText.PercentMax : long.MaxValue, out numbers[i]))
            {
                return DeviceText.Unreadable(source, line, i == 0 ? "AICore(%) must be a whole number from 0 to 100." : "memory must be a whole number of MB.", read[i]);
            }
        }

        // The kind that the device has: a 910 shows 0 / 0 for plain memory.
        var memory = read.Length == WordsWithFastMemory && numbers[^1] != 0 ? numbers.AsSpan(WordsWithout) : numbers.AsSpan(1);
        return new DeviceSample(index, card.Name) { UtilisationPct = (int?)numbers[0], MemoryUsedMib = memory[0], MemoryTotalMib = memory[1], Health = card.Health };
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? Index(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private readonly record struct Head(bool Seen, bool NumbersThrough);

    private sealed record Card(int Id, string Name, string Health, int Line);
}
