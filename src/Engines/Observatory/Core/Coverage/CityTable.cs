using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>The 337 units of the second level and the 34 province-level units. The table is part of the assembly: reading it is no look at the outside world.</summary>
public sealed class CityTable
{
    private static readonly Lazy<CityTable> Read = new(() => new CityTable(Rows("cities.csv"), Rows("provinces.csv")));

    private readonly FrozenDictionary<string, CityUnit> byCode;
    private readonly FrozenDictionary<string, Province> provinces;

    private CityTable(IEnumerable<string[]> cities, IEnumerable<string[]> provinceRows)
    {
        Units = [.. cities.Select(c => new CityUnit(c[0], c[1], c[2], Kind(c[3]), c[4])).OrderBy(u => u.Code, StringComparer.Ordinal)];
        Provinces = [.. provinceRows.Select(p => new Province(p[0], p[1], p[2], p[3], int.Parse(p[4]), int.Parse(p[5]))).OrderBy(p => p.Code, StringComparer.Ordinal)];
        byCode = Units.ToFrozenDictionary(u => u.Code, StringComparer.Ordinal);
        provinces = Provinces.ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
    }

    /// <summary>The table as bundled (statistical codes as of 2023-06-30).</summary>
    public static CityTable Bundled => Read.Value;

    /// <summary>All units, in order of their codes.</summary>
    public IReadOnlyList<CityUnit> Units { get; }

    /// <summary>All province-level units, in order of their codes.</summary>
    public IReadOnlyList<Province> Provinces { get; }

    /// <summary>The unit that a code stands for; a code of a district, county, town or village stands for the unit above it.</summary>
    /// <param name="code">4, 6, 9 or 12 digits.</param>
    public (CityUnit? Unit, CodeFate Fate) Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length is not (4 or 6 or 9 or 12) || !code.All(char.IsAsciiDigit))
        {
            return (null, CodeFate.NoCode);
        }

        var province = code[..2];
        if (!provinces.ContainsKey(province))
        {
            return (null, CodeFate.Unknown);
        }

        if (byCode.GetValueOrDefault(province + "00") is { } municipality)
        {
            // 01 districts, 02 counties; a municipality has no other second level.
            return code[2..4] is "00" or "01" or "02" ? (municipality, CodeFate.Unit) : (null, CodeFate.Unknown);
        }

        if (byCode.GetValueOrDefault(code[..4]) is { } unit)
        {
            return (unit, CodeFate.Unit);
        }

        return (null, province is "71" or "81" or "82" ? CodeFate.NotListed : code[2..4] switch { "00" => CodeFate.WholeProvince, "90" => CodeFate.DirectCounty, _ => CodeFate.Unknown });
    }

    private static CityKind Kind(string text) => text switch
    {
        "municipality" => CityKind.Municipality,
        "prefecture_level_city" => CityKind.PrefectureLevelCity,
        "autonomous_prefecture" => CityKind.AutonomousPrefecture,
        "prefecture" => CityKind.Prefecture,
        "league" => CityKind.League,
        _ => throw new InvalidOperationException($"The bundled table has no kind \"{text}\"."),
    };

    private static List<string[]> Rows(string name)
    {
        using var reader = new StreamReader(typeof(CityTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The bundled table {name} is missing."));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(','))];
    }
}
