using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Encodings.Web;
using System.Text.Json;
using KeyEcosystem.Client;
using Spectre.Console;

namespace KeyEcosystem.Cli;

/// <summary>One run of a verb: what was given, the node, and where the answer goes.</summary>
internal sealed class VerbRun(ParseResult parsed, CancellationToken stop)
{
    private const int UnboundedWidth = 100_000;
    private static readonly JsonSerializerOptions Readable = new(NodeHttp.Json) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private NodeHttp? node;

    public ParseResult Parsed => parsed;

    public CancellationToken Stop => stop;

    public Shell Shell { get; } = Shell.Of(parsed);

    public TextWriter Out => parsed.InvocationConfiguration.Output;

    /// <summary>Where notes go that programs must not take for the answer.</summary>
    public TextWriter Notes => parsed.InvocationConfiguration.Error;

    public NodeHttp Node => node ??= Connection.Open(parsed);

    /// <summary>How many the last list had.</summary>
    public int Listed { get; private set; }

    public bool Json => parsed.GetValue(Connection.Json);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Whether an option was typed: its value alone may be the one that it has otherwise.</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>One thing: JSON for programs, lines for people.</summary>
    public void Show<T>(T view, params IEnumerable<(string Name, string? Value)> lines)
    {
        if (Json)
        {
            Out.WriteLine(JsonSerializer.Serialize(view, Readable));
            return;
        }

        foreach (var (name, value) in lines)
        {
            if (!string.IsNullOrEmpty(value))
            {
                Out.WriteLine($"{LabelWords.Of(name)} {value}");
            }
        }
    }

    /// <summary>A list: a JSON array, written as it arrives, or a table. Ids are never broken: they are copied.</summary>
    public Task List<T>(IAsyncEnumerable<T> items, string[] columns, Func<T, string?[]> cells, string? nothing = null) => List(items, columns, item => Task.FromResult(cells(item)), nothing);

    /// <summary>The same, with cells for people that must be asked for.</summary>
    /// <param name="items">What is listed.</param>
    /// <param name="columns">Heads.</param>
    /// <param name="cells">A row.</param>
    /// <param name="nothing">What is said where there is none: of what there is none; null: the verb by its name.</param>
    public async Task List<T>(IAsyncEnumerable<T> items, string[] columns, Func<T, Task<string?[]>> cells, string? nothing = null)
    {
        var count = 0;
        if (Json)
        {
            await foreach (var item in items.WithCancellation(stop))
            {
                Out.Write(count++ == 0 ? "[" : ",\n");
                Out.Write(JsonSerializer.Serialize(item, Readable));
            }

            Out.WriteLine(count == 0 ? "[]" : "]");
            Listed = count;
            return;
        }

        var table = new Table().Border(Shell.Interactive ? TableBorder.Rounded : TableBorder.Ascii);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(HeadWords.Of(column)) { NoWrap = column == "Id" || column.EndsWith("Id", StringComparison.Ordinal) });
        }

        await foreach (var item in items.WithCancellation(stop))
        {
            table.AddRow([.. (await cells(item)).Select(c => new Text(c ?? ""))]);
            count++;
        }

        if (count > 0)
        {
            Terminal(Out).Write(table);
        }

        Out.WriteLine(Counted(count, nothing));
        Listed = count;
    }

    /// <summary>Many things that hold sentences, which no cell of a table holds: JSON for programs; for people each a block, its first line and what stands below it.</summary>
    public async Task Blocks<T>(IAsyncEnumerable<T> items, Func<T, Task<IReadOnlyList<string?>>> lines)
    {
        if (Json)
        {
            await List(items, [], _ => Array.Empty<string?>());
            return;
        }

        var count = 0;
        await foreach (var item in items.WithCancellation(stop))
        {
            var first = true;
            foreach (var line in (await lines(item)).Where(l => !string.IsNullOrEmpty(l)))
            {
                Out.WriteLine(first ? line : "    " + line);
                first = false;
            }

            count++;
        }

        Out.WriteLine(Counted(count, null));
    }

    public Task List<T>(IEnumerable<T> items, string[] columns, Func<T, string?[]> cells, string? nothing = null) => List(items.ToAsyncEnumerable(), columns, cells, nothing);

    /// <summary>Moves bytes from one stream to the other with a bar for people.</summary>
    public async Task WithProgress(string words, long? total, Func<IProgress<long>, Task> work)
    {
        if (!Shell.Interactive || Json)
        {
            await work(new Progress<long>());
            return;
        }

        await Terminal(Notes).Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn()).StartAsync(async bars =>
        {
            var bar = bars.AddTask(Markup.Escape(words), maxValue: Math.Max(1, total ?? 1));
            bar.IsIndeterminate = total is null;
            await work(new ProgressSink(bar));
            bar.Value = bar.MaxValue;
        });
    }

    private string Counted(int count, string? nothing) => count switch { 0 => nothing ?? $"Nothing to list: keyeco {Named}. 没有可列出的条目：keyeco {Named}。", 1 => "1 entry 1 条", _ => $"{count} entries {count} 条" };

    /// <summary>The verb with those that it stands under, without the program's name.</summary>
    private string Named
    {
        get
        {
            var names = new List<string>();
            for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Parent: not null } command; at = at.Parent)
            {
                names.Insert(0, command.Command.Name);
            }

            return string.Join(' ', names);
        }
    }

    private IAnsiConsole Terminal(TextWriter writer)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = Shell.Interactive ? AnsiSupport.Detect : AnsiSupport.No, Interactive = Shell.Interactive ? InteractionSupport.Detect : InteractionSupport.No });
        if (!Shell.Interactive)
        {
            // A pipe has no width: lines are not broken for one.
            terminal.Profile.Width = UnboundedWidth;
        }

        return terminal;
    }

    private sealed class ProgressSink(ProgressTask bar) : IProgress<long>
    {
        public void Report(long value) => bar.Value = value;
    }
}
