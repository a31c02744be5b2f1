using System.Collections.Frozen;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Places by ISO 3166 codes, in continents and unions; GeoNames' numbers of the best known.</summary>
internal static class Places
{
    private const string Earth = "Earth";
    private const string GeoNames = "geonames.org/";

    // Countries by continent; those of two continents stand in both.
    private static readonly (string Continent, string Codes)[] Continents =
    [
        ("Africa", "DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW"),
        ("Antarctica", "AQ BV GS HM TF"),
        ("Asia", "AF AM AZ BH BD BT BN KH CN CY EG GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA RU SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE"),
        ("Europe", "AX AL AD AM AT AZ BY BE BA BG HR CY CZ DK EE FO FI FR GE DE GI GR GG HU IS IE IM IT JE KZ LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH TR UA GB VA"),
        ("NorthAmerica", "AI AG AW BS BB BZ BM BQ VG CA KY CR CU CW DM DO SV GL GD GP GT HT HN JM MQ MX MS NI PA PR BL KN LC MF PM VC SX TT TC US VI"),
        ("Oceania", "AS AU CX CC CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF"),
        ("SouthAmerica", "AR BO BR CL CO EC FK GF GY PY PE SR UY VE"),
    ];

    private static readonly (string Union, string Codes)[] Unions =
    [
        ("EU", "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"),
        ("EEA", "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO"),
        ("ASEAN", "BN KH ID LA MY MM PH SG TH TL VN"),
    ];

    private static readonly FrozenDictionary<string, string> Numbers = Pairs.Of(
        "6295630=Earth 6255146=Africa 6255147=Asia 6255148=Europe 6255149=NorthAmerica 6255150=SouthAmerica 6255151=Oceania 6255152=Antarctica "
        + "3017382=FR 2921044=DE 3175395=IT 2510769=ES 2635167=GB 2750405=NL 2802361=BE 2782113=AT 2658434=CH 798544=PL "
        + "2264397=PT 2661886=SE 3144096=NO 2623032=DK 660013=FI 2963597=IE 390903=GR 3077311=CZ 719819=HU 2960313=LU "
        + "798549=RO 732800=BG 3202326=HR 6252001=US 6251999=CA 3996063=MX 1814991=CN 1861060=JP 1880251=SG 1733045=MY "
        + "1269750=IN 2077456=AU 2186224=NZ 3469034=BR 3865483=AR 953987=ZA 2017370=RU 1835841=KR 1643084=ID 1605651=TH "
        + "1562822=VN 298795=TR 357994=EG "
        + "11071622=FR-GES 3012874=FR-IDF 2951839=DE-BY");

    // Places below the codes of ISO 3166-2, each with what it lies in.
    private static readonly FrozenDictionary<string, string> Towns = Pairs.Of(
        "2973783=3034720 3034720=FR-GES 2988507=FR-IDF 2950159=DE 2867714=DE-BY 2643743=GB 2996944=FR 3117735=ES 3169070=IT "
        + "2761369=AT 1816670=CN 1796236=CN");

    private static readonly FrozenDictionary<string, string[]> Parents = Of();

    /// <summary>All countries.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. Continents.SelectMany(c => c.Codes.Split(' ')).Distinct()];

    /// <summary>The one spelling of a place; what is not known stays as it is.</summary>
    public static string Key(string text)
    {
        var at = text.IndexOf(GeoNames, StringComparison.Ordinal);
        if (at >= 0)
        {
            var number = text[(at + GeoNames.Length)..].Split('/')[0];
            return Numbers.TryGetValue(number, out var code) ? code : Towns.ContainsKey(number) ? number : text;
        }

        var local = OdrlOperands.Local(text);
        return Parents.ContainsKey(local) || IsSubdivision(local) ? local : text;
    }

    /// <summary>Whether the first lies in the second.</summary>
    public static Truth Within(string part, string whole)
    {
        if (part == whole || (whole == Earth && Known(part)))
        {
            return Truth.Yes;
        }

        var around = Around(part);
        if (around.Contains(whole))
        {
            return Truth.Yes;
        }

        if (!Known(part) || !Known(whole) || Array.Exists(Continents, c => c.Continent == whole && Array.IndexOf(c.Codes.Split(' '), CountryOf(part)) >= 0))
        {
            return Truth.Unknown;
        }

        // Continents and unions overlap as they like; countries and what lies in them do not.
        return IsNarrow(whole) || IsNarrow(part) || IsContinent(part) ? Truth.No : Truth.Unknown;
    }

    /// <summary>What a place lies in, near and far.</summary>
    public static IReadOnlyCollection<string> Around(string place)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([place]);
        while (open.TryPop(out var at))
        {
            foreach (var parent in ParentsOf(at))
            {
                if (found.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return found;
    }

    private static string[] ParentsOf(string place) =>
        Parents.TryGetValue(place, out var parents) ? parents
        : Towns.TryGetValue(place, out var town) ? [town]
        : IsSubdivision(place) ? [place[..2]]
        : [];

    private static bool Known(string place) => Parents.ContainsKey(place) || Towns.ContainsKey(place) || IsSubdivision(place) || place == Earth;

    /// <summary>Whether a text names a place that is known.</summary>
    public static bool Knows(string text) => Known(Key(text));

    private static bool IsContinent(string place) => Array.Exists(Continents, c => c.Continent == place);

    private static string CountryOf(string place) => Around(place).Append(place).FirstOrDefault(p => p.Length == 2 && p != "EU") ?? "";

    private static bool IsNarrow(string place) => Towns.ContainsKey(place) || IsSubdivision(place) || (place.Length == 2 && place != "EU");

    private static bool IsSubdivision(string place) => place.Length is >= 4 and <= 6 && place[2] == '-' && !place.StartsWith("EU", StringComparison.Ordinal) && Parents.ContainsKey(place[..2]);

    private static FrozenDictionary<string, string[]> Of()
    {
        var parents = new Dictionary<string, string[]>(StringComparer.Ordinal) { [Earth] = [] };
        foreach (var (continent, codes) in Continents)
        {
            parents[continent] = [Earth];
            foreach (var code in codes.Split(' '))
            {
                // A country of two continents lies in neither as a whole.
                var shared = Continents.Count(c => c.Codes.Contains(code, StringComparison.Ordinal)) > 1;
                parents[code] = [shared ? Earth : continent];
            }
        }

        foreach (var (union, codes) in Unions)
        {
            parents[union] = [Earth];
            foreach (var code in codes.Split(' '))
            {
                parents[code] = [.. parents[code], union];
            }
        }

        parents["EU"] = [Earth, "EEA"];
        return parents.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
