namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>What became of codes, in words.</summary>
public static class CityCodeWords
{
    /// <summary>In English and Chinese.</summary>
    /// <param name="fate">What became of it.</param>
    public static (string En, string Zh) Of(CodeFate fate) => fate switch
    {
        CodeFate.Unit => ("counted", "已计入"),
        CodeFate.NoCode => ("no statistical code: those have 4, 6, 9 or 12 digits", "不是统计区划代码，须为 4、6、9 或 12 位数字"),
        CodeFate.WholeProvince => ("a whole province: name its cities", "为整个省份，请列出其城市"),
        CodeFate.DirectCounty => ("a county-level unit that its province administers directly; no rule counts it", "为省直辖县级行政单位，各口径均不计入"),
        CodeFate.NotListed => ("Hong Kong, Macao and Taiwan are not in the source list", "港澳台不在来源名单之内"),
        CodeFate.Unknown => ("no unit of the list has this code", "名单中没有此代码"),
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "No such fate."),
    };
}
