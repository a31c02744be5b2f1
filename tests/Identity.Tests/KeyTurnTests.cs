using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class KeyTurnTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Every = TimeSpan.FromDays(90);
    private static readonly TimeSpan Tokens = TimeSpan.FromHours(12);

    [Theory]
    [InlineData(0, null)]
    [InlineData(88.9, null)]
    [InlineData(89, 90.0)]
    [InlineData(89.5, 90.5)]
    [InlineData(400, 401.0)]
    public void A_new_key_is_published_a_day_before_it_signs_also_after_a_long_rest(double days, double? from) =>
        Assert.Equal(from is { } f ? Start.AddDays(f) : null, Decide([0], days).NextFrom);

    [Fact]
    public void There_is_one_next_key_at_a_time() => Assert.Null(Decide([0, 90], 89.9).NextFrom);

    [Fact]
    public void A_key_goes_when_the_last_token_that_it_can_have_signed_has_expired()
    {
        Assert.Equal(0, Decide([0, 90], 90.5).Gone);
        Assert.Equal(1, Decide([0, 90], 90.51).Gone);
        Assert.Equal(2, Decide([0, 90, 180], 300).Gone);
    }

    [Fact]
    public void The_newest_key_whose_time_has_come_signs()
    {
        Assert.Equal(0, KeyTurn.Current([Start, Start.AddDays(90)], Start.AddDays(90).AddTicks(-1)));
        Assert.Equal(1, KeyTurn.Current([Start, Start.AddDays(90)], Start.AddDays(90)));
        Assert.Equal(0, KeyTurn.Current([Start], Start.AddDays(-1)));
    }

    [Fact]
    public void Whatever_the_hours_of_the_rounds_one_key_signs_at_every_instant_and_none_goes_while_a_token_of_it_is_valid()
    {
        var random = new Random(20261126);
        List<DateTimeOffset> keys = [Start];
        var lastSigned = new Dictionary<DateTimeOffset, DateTimeOffset>();
        for (var now = Start; now < Start.AddDays(2000); now += TimeSpan.FromHours(random.Next(1, 200)))
        {
            var turn = KeyTurn.Decide(keys, now, Every, Tokens);
            foreach (var gone in keys.Take(turn.Gone))
            {
                Assert.True(!lastSigned.TryGetValue(gone, out var last) || last + Tokens <= now);
            }

            keys.RemoveRange(0, turn.Gone);
            if (turn.NextFrom is { } next)
            {
                Assert.True(next >= now + KeyTurn.Announced && next > keys[^1]);
                keys.Add(next);
            }

            var current = keys[KeyTurn.Current(keys, now)];
            Assert.True(current <= now);
            lastSigned[current] = now;
            Assert.InRange(keys.Count, 1, 3);
        }

        Assert.InRange(lastSigned.Count, 15, 23);
    }

    private static KeyTurn Decide(double[] from, double days) => KeyTurn.Decide([.. from.Select(d => Start.AddDays(d))], Start.AddDays(days), Every, Tokens);
}
