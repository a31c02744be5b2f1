using Xunit;

namespace KeyEcosystem.Kernel.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("电表 meters", true)]
    [InlineData("x", true)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("\u3000\u3000", false)]
    [InlineData("\u200B\u200B", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u001Bb", false)]
    [InlineData("a\u2028b", false)]
    [InlineData("invoice\u202Efdp", false)]
    [InlineData("\u2066left\u2069", false)]
    [InlineData("twelve chars", true)]
    [InlineData("thirteen char", false)]
    public void A_title_is_seen_in_one_line_in_the_order_in_which_it_is_written(string text, bool fits)
    {
        Assert.Equal(fits, PlainText.IsTitle(text, 12));
        Assert.False(PlainText.IsTitle(null, 12));
    }

    [Fact]
    public void Every_sign_that_turns_text_is_found()
    {
        Assert.All(Enumerable.Range(0x202A, 5).Concat(Enumerable.Range(0x2066, 4)), c => Assert.True(PlainText.Turns($"a{(char)c}b")));
        Assert.False(PlainText.Turns("a\u200Fb"));
    }
}
