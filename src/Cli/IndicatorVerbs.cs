using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Observatory;
using Spectre.Console;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco indicators</c>: list, show, records, series.</summary>
internal static class IndicatorVerbs
{
    private const int UnboundedWidth = 100_000;
    private static readonly Argument<string> Id = new("id") { Description = "I01 to I43, or P01 to P08. 指标编号。" };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "As it was known at a past instant, e.g. 2026-01-31T00:00:00Z. 截至时刻。" };
    private static readonly Option<bool> Demonstration = new("--with-demonstration") { Description = "Count demonstrations too. 计入演示记录。" };
    private static readonly Option<string> Set = new("--set") { Description = "seed, platform or all. 指标集。", DefaultValueFactory = _ => "seed" };
    private static readonly Option<string?> From = new("--from") { Description = "First instant; 30 days back without it. 起始时刻。" };
    private static readonly Option<string?> To = new("--to") { Description = "Last instant. 结束时刻。" };
    private static readonly Option<string?> Step = new("--step") { Description = "Days, or hours:minutes:seconds. 步长。" };

    public static Command Build()
    {
        var verb = Verb("indicators", "Where the ecosystem stands: claims and targets beside what is measured. 指标。", [Set], List);
        verb.Add(Verb("list", "All indicators. 全部指标。", [Set], List));
        verb.Add(Verb("show", "One indicator with its words and formula. 单个指标。", [], Show, Id));
        verb.Add(Verb("records", "The facts behind a value. 数值所依据的事实。", [], Records, Id));
        verb.Add(Verb("series", "An indicator over time. 时间序列。", [From, To, Step], Series, Id));
        return verb;
    }

    private static Command Verb(string name, string words, Option[] more, Func<ParseResult, NodeHttp, bool, CancellationToken, Task> run, Argument<string>? id = null)
    {
        var verb = new Command(name, words) { Connection.Url, Connection.Json, AsOf, Demonstration };
        foreach (var option in more)
        {
            verb.Add(option);
        }

        if (id is not null)
        {
            verb.Add(id);
        }

        verb.SetAction((parsed, stop) => Connection.Run(async () =>
        {
            await run(parsed, Connection.Open(parsed), parsed.GetValue(Connection.Json), stop);
            return 0;
        }));
        return verb;
    }

    private static async Task List(ParseResult parsed, NodeHttp http, bool json, CancellationToken stop)
    {
        var view = await http.Indicators(parsed.GetValue(Set)!, parsed.GetValue(AsOf), parsed.GetValue(Demonstration), stop);
        if (Said(json, view))
        {
            return;
        }

        var table = new Table().AddColumns("Id", "指标", "Indicator", "Unit", "Claimed", "Target", "Measured");
        foreach (var i in view.Items)
        {
            table.AddRow([.. new[] { i.Id, i.NameZh, i.NameEn, i.UnitEn, Claim(i), Target(i), Measured(i) }.Select(Markup.Escape)]);
        }

        Write(table);
        Console.WriteLine($"as of {view.AsOf:u}, {view.Facts} facts{(view.Demonstration ? ", with demonstrations 含演示" : "")}");
    }

    private static async Task Show(ParseResult parsed, NodeHttp http, bool json, CancellationToken stop)
    {
        var i = await http.Indicator(parsed.GetValue(Id)!, parsed.GetValue(AsOf), parsed.GetValue(Demonstration), stop);
        if (Said(json, i))
        {
            return;
        }

        string[] lines =
        [
            $"{i.Id}  {i.NameZh}  {i.NameEn}  [{i.UnitEn}]",
            $"words      {i.WordsZh}  {i.WordsEn}",
            $"claimed    {Claim(i)}  {i.Claim?.Source}",
            $"target     {Target(i)}  {i.Target?.Horizon}  {i.Target?.HorizonEn}  by {i.Target?.By:yyyy-MM-dd}",
            $"measured   {Measured(i)}  {i.Measured.ReasonZh}  {i.Measured.ReasonEn}",
            $"formula    {i.FormulaZh}",
            $"           {i.FormulaEn}",
            $"           {i.Formula}",
            $"note       {i.NoteZh}  {i.NoteEn}",
        ];
        Console.WriteLine(string.Join('\n', lines));
        if (i.Measured.NeededEn is not null)
        {
            Console.WriteLine($"needed     {i.Measured.NeededZh}  {i.Measured.NeededEn}");
        }

        i.Measured.Variants.ToList().ForEach(v => Console.WriteLine($"variant    {Number(v.Value)}  {v.NameZh}  {v.NameEn}"));
    }

    private static async Task Records(ParseResult parsed, NodeHttp http, bool json, CancellationToken stop)
    {
        var view = await http.IndicatorRecords(parsed.GetValue(Id)!, parsed.GetValue(AsOf), parsed.GetValue(Demonstration), stop);
        if (Said(json, view))
        {
            return;
        }

        var table = new Table().AddColumns("Evidence", "At", "Fact", "Subject", "Part");
        view.Items.ToList().ForEach(r => table.AddRow([.. new[] { $"{r.Evidence}", $"{r.At:u}", r.Topic, r.Subject, r.Part }.Select(Markup.Escape)]));
        Write(table);
        Console.WriteLine($"{view.Total} facts, {view.Hidden} of other members not shown 其他成员的事实不显示");
    }

    private static async Task Series(ParseResult parsed, NodeHttp http, bool json, CancellationToken stop)
    {
        var view = await http.IndicatorSeries(parsed.GetValue(Id)!, parsed.GetValue(From), parsed.GetValue(To) ?? parsed.GetValue(AsOf), parsed.GetValue(Step), parsed.GetValue(Demonstration), stop);
        if (Said(json, view))
        {
            return;
        }

        var table = new Table().AddColumns("As of", "Value", "Why not");
        view.Points.ToList().ForEach(p => table.AddRow([.. new[] { $"{p.AsOf:u}", Number(p.Value), p.ReasonEn ?? "" }.Select(Markup.Escape)]));
        Write(table);
    }

    /// <summary>A pipe has no width: lines are not broken for one.</summary>
    private static void Write(Table table)
    {
        if (System.Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = UnboundedWidth;
            table.Border(TableBorder.Ascii);
        }

        AnsiConsole.Write(table);
    }

    private static bool Said(bool json, object view)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(view, view.GetType(), NodeHttp.Json));
        }

        return json;
    }

    private static string Claim(IndicatorView i) => i.Claim is { } c ? $"{(c.Comparison == "=" ? "" : c.Comparison)}{Number(c.Value)}" : "";

    private static string Target(IndicatorView i) => i.Target is { } t ? t.High is { } high ? $"{Number(t.Low)} to {Number(high)}" : $"{t.Comparison}{Number(t.Low)}" : "";

    private static string Measured(IndicatorView i) => i.Measured.Value is { } value ? Number(value) + (i.Measured.TargetMet == true ? " (met)" : "") : i.Measured.State;

    private static string Number(double? value) => value?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "-";
}
