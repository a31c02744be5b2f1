using KeyEcosystem.Members.Core;
using Xunit;

namespace KeyEcosystem.Members.Tests.Core;

[Trait("Store", "none")]
public sealed class SearchWordsTests
{
    [Fact]
    public void Chinese_is_stored_in_pairs_and_Latin_words_whole_in_one_spelling() =>
        Assert.Equal(["e02", "华为", "为云", "云", "huawei", "cloud"], SearchWords.Stored("Ｅ02 华为云 Huawei-CLOUD"));

    [Theory]
    [InlineData("华为", true)]
    [InlineData("为云", true)]
    [InlineData("云", true)]
    [InlineData("华为云", true)]
    [InlineData("huaw", true)]
    [InlineData("HUAWEI 云", true)]
    [InlineData("uawei", false)]
    [InlineData("华云", false)]
    [InlineData("云华", false)]
    public void A_query_finds_what_its_words_begin(string query, bool found) => Assert.Equal(found, Found("华为云 Huawei Cloud", query));

    [Fact]
    public void Pairs_that_do_not_stand_together_are_not_the_run_that_was_asked_for() => Assert.False(Found("上海大学 大学城 海大", "上海大学城"));

    [Theory]
    [InlineData("，。 - !")]
    [InlineData("")]
    public void Signs_alone_ask_for_nothing(string query) => Assert.Empty(SearchWords.Asked(query));

    [Fact]
    public void The_pairs_agree_with_the_obvious_form_on_random_names()
    {
        var chance = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var name = new string([.. Enumerable.Range(0, chance.Next(1, 9)).Select(_ => "甲乙丙"[chance.Next(3)])]);
            var query = new string([.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => "甲乙丙"[chance.Next(3)])]);

            Assert.Equal(name.Contains(query, StringComparison.Ordinal), Found(name, query));
        }
    }

    private static bool Found(string name, string query)
    {
        var stored = SearchWords.Stored(name);
        return SearchWords.Asked(query).All(a => stored.Any(s => s.StartsWith(a, StringComparison.Ordinal))) && SearchWords.Whole(query).All(r => SearchWords.Normal(name).Contains(r, StringComparison.Ordinal));
    }
}
