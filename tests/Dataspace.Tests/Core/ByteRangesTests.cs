using KeyEcosystem.Dataspace.Core;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

public sealed class ByteRangesTests
{
    /// <summary>Against a plain table of bytes.</summary>
    [Fact]
    public void Each_byte_counts_once_however_often_and_in_which_order_it_is_sent()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var sent = new bool[40];
            var ranges = ByteRanges.None;
            for (var i = 0; i < 12; i++)
            {
                var (from, to) = (random.Next(40), random.Next(41));
                ranges = ByteRanges.Of(ranges.With(from, to).ToString());
                for (var b = from; b < to; b++)
                {
                    sent[b] = true;
                }

                Assert.Equal((sent.Count(s => s), sent.All(s => s)), (ranges.Total, ranges.Covers(40)));
            }
        }
    }

    [Fact]
    public void More_separate_ranges_than_are_kept_are_never_counted_for_more_than_was_sent()
    {
        var ranges = Enumerable.Range(0, 200).Aggregate(ByteRanges.None, (r, i) => r.With(i * 10, (i * 10) + 1));

        Assert.Equal(ByteRanges.CountMax, ranges.Ranges.Count);
    }
}
