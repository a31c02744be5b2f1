using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using KeyEcosystem.WebConsole.Language;
using Xunit;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Everything a person reads is there in both languages.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Every_word_is_there_in_both_languages()
    {
        var all = typeof(Text).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters).SelectMany(Words).ToList();

        Assert.True(all.Count > 100, $"only {all.Count} words were found");
        Assert.Equal([], all.Where(w => Wrong(w.Text)).Select(w => $"{w.Name}: \"{w.Text.Zh}\" / \"{w.Text.En}\""));
    }

    [Theory]
    [InlineData("", "English")]
    [InlineData("English", "English")]
    [InlineData("中文", "中文")]
    [InlineData("中文 {0}", "English")]
    public void The_rule_finds_a_word_without_its_other_language(string zh, string en) => Assert.True(Wrong(new Text(zh, en)));

    [Fact]
    public void No_page_says_anything_by_itself()
    {
        var pages = Directory.GetFiles(Path.Combine(Root(), "src", "Console"), "*.razor", SearchOption.AllDirectories);

        Assert.True(pages.Length > 20);
        Assert.Equal([], pages.SelectMany(p => Literals(File.ReadAllText(p)).Select(l => $"{Path.GetFileName(p)}: {l}")));
    }

    [Theory]
    [InlineData("<p>Hello there</p>")]
    [InlineData("<p>@x 你好</p>")]
    [InlineData("<MudButton aria-label=\"Close it\">@T(A.B)</MudButton>")]
    public void The_rule_finds_words_in_a_page(string page) => Assert.NotEmpty(Literals(page));

    private static IEnumerable<(string Name, Text Text)> Words(Type type)
    {
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (field.FieldType == typeof(Text))
            {
                yield return ($"{type.Name}.{field.Name}", (Text)field.GetValue(null)!);
            }
            else if (field.FieldType == typeof(Dictionary<string, Text>))
            {
                foreach (var (key, text) in (Dictionary<string, Text>)field.GetValue(null)!)
                {
                    yield return ($"{type.Name}.{field.Name}[{key}]", text);
                }
            }
        }
    }

    private static bool Wrong(Text text) =>
        string.IsNullOrWhiteSpace(text.Zh) || string.IsNullOrWhiteSpace(text.En) || Han().IsMatch(text.En) || !Han().IsMatch(text.Zh)
        || !Places(text.Zh).SetEquals(Places(text.En));

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    /// <summary>Text between tags, and in attributes that are read out, of the markup before <c>@code</c>; the product's name and the languages' own names are the same everywhere.</summary>
    private static IEnumerable<string> Literals(string page)
    {
        var markup = Comment().Replace(page, "").Split("@code")[0];
        var bare = WithoutExpressions(markup);
        return Between().Matches(bare).Select(m => m.Groups["said"].Value.Trim())
            .Concat(Spoken().Matches(bare).Select(m => m.Groups["said"].Value))
            .Where(t => t is not ("KeyEcosystem" or "中文" or "English" or "· KeyEcosystem" or "@ · KeyEcosystem" or "UTC") && Wordy().IsMatch(t) && !t.Contains('{', StringComparison.Ordinal));
    }

    /// <summary>Leaves an @ for each expression: a name with its members, and whatever stands in its brackets.</summary>
    private static string WithoutExpressions(string markup)
    {
        var bare = new StringBuilder();
        for (var at = 0; at < markup.Length; at++)
        {
            bare.Append(markup[at]);
            if (markup[at] != '@')
            {
                continue;
            }

            for (var depth = 0; at + 1 < markup.Length; at++)
            {
                var next = markup[at + 1];
                depth += next is '(' or '[' ? 1 : next is ')' or ']' ? -1 : 0;
                if (depth < 0 || (depth == 0 && !char.IsLetterOrDigit(next) && next is not ('_' or '.' or '?' or '!' or ')' or ']')))
                {
                    break;
                }
            }
        }

        return bare.ToString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KeyEcosystem.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("[\\u4e00-\\u9fff]", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Han();

    [GeneratedRegex("\\{\\d\\}", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Place();

    [GeneratedRegex("@\\*.*?\\*@", RegexOptions.Singleline, 2000)]
    private static partial Regex Comment();

    [GeneratedRegex(">(?<said>[^<>{}=;]+)</", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Between();

    [GeneratedRegex("(?:aria-label|title|placeholder|Label|Title|Lead|Caption|alt)=\"(?<said>[^\"@]+)\"", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Spoken();

    [GeneratedRegex("[A-Za-z]{2,}|[\\u4e00-\\u9fff]", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Wordy();
}
