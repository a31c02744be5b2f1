using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Files;

namespace KeyEcosystem.Cli.Policies;

/// <summary>Cases of a file, their answers as they are found, and the cases that can't be read.</summary>
internal sealed class CaseFile : IDisposable
{
    private const int BytesMax = 512 * 1024 * 1024;
    private const int DepthMax = 128;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly VerbRun run;
    private readonly JsonDocument document;

    private CaseFile(VerbRun run, JsonDocument document)
    {
        (this.run, this.document) = (run, document);
    }

    public JsonElement Root => document.RootElement;

    /// <summary>How many cases could not be read.</summary>
    public int Unreadable { get; private set; }

    public IReadOnlyList<JsonElement> Cases { get; private init; } = [];

    public static CaseFile Open(VerbRun run)
    {
        var path = run.Get(PolicyVerbs.Cases)!.ToString();
        if (!File.Exists(path))
        {
            throw new UsageException($"--cases: there is no file \"{path}\". --cases：没有文件“{path}”。");
        }

        OutputPlace.Result("--out", run.Get(PolicyVerbs.Out)!.ToString(), ("--cases", path));
        ReadOnlyMemory<byte> text = default;
        try
        {
            text = Bytes(path);
            var read = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            var root = read.RootElement;
            var cases = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out var listed) ? listed : root;
            return cases.ValueKind == JsonValueKind.Array
                ? new CaseFile(run, read) { Cases = [.. cases.EnumerateArray()] }
                : throw new UsageException($"--cases: \"{path}\" has no list \"cases\". --cases：“{path}”中没有 cases 列表。");
        }
        catch (JsonException wrong)
        {
            throw JsonFaults.Of("--cases", path, text.Span, wrong, DepthMax);
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"--cases: \"{path}\" begins as a gzip file but is damaged; fetch it again. --cases：gzip 文件“{path}”已损坏，请重新获取。");
        }
    }

    /// <summary>An own property of a case: a text, or null where it is absent, blank or no text.</summary>
    public static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A case that lacks what the verb asks for.</summary>
    /// <param name="zh">What it lacks, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public static Refusal Incomplete(string zh, string en) => new("policy.case.incomplete", "The case is incomplete.", en, new Dictionary<string, string>(StringComparer.Ordinal) { ["zh"] = zh });

    /// <summary>Answers each case; a case that can't be read is named on standard error and left out.</summary>
    /// <param name="name">What a case is called.</param>
    /// <param name="answer">Its answer.</param>
    public Task Answer(Func<JsonElement, int, string> name, Func<JsonElement, int, Result<JsonNode>> answer) => ResultFile.Write("--out", run.Get(PolicyVerbs.Out)!.ToString(), file => AnswerTo(file, name, answer));

    public void Dispose() => document.Dispose();

    private async Task AnswerTo(TextWriter file, Func<JsonElement, int, string> name, Func<JsonElement, int, Result<JsonNode>> answer)
    {
        for (var i = 0; i < Cases.Count; i++)
        {
            run.Stop.ThrowIfCancellationRequested();
            var isCase = Cases[i].ValueKind == JsonValueKind.Object;
            var answered = isCase ? answer(Cases[i], i) : NoCase(Cases[i].ValueKind);
            if (answered.IsOk)
            {
                await file.WriteLineAsync(answered.Value.ToJsonString(Plain));
                continue;
            }

            Unreadable++;
            var called = isCase ? name(Cases[i], i) : $"#{i + 1}";
            await run.Notes.WriteLineAsync($"case {called}: {answered.Refusal.Title} {answered.Refusal.Detail} 案例 {called} 无法读取：{Chinese(answered.Refusal)}");
        }
    }

    private static Refusal NoCase(JsonValueKind kind)
    {
        var (zh, en) = kind switch
        {
            JsonValueKind.Array => ("列表", "a list"),
            JsonValueKind.String => ("文本", "a text"),
            JsonValueKind.Number => ("数", "a number"),
            JsonValueKind.Null => ("null", "null"),
            _ => ("真假值", "true or false"),
        };
        return Incomplete($"须为对象，此处为{zh}。", $"A case must be an object; this is {en}.");
    }

    private static string Chinese(Refusal refusal) => refusal.Facts?.GetValueOrDefault("zh") ?? RefusalWords.Chinese(refusal.Code, refusal.Facts ?? new Dictionary<string, string>(StringComparer.Ordinal));

    private static ReadOnlyMemory<byte> Bytes(string path)
    {
        using var from = PlainOrGzipStream.Open(path);
        var all = new MemoryStream();
        var part = new byte[81_920];
        for (int read; (read = from.Read(part)) > 0;)
        {
            all.Write(part, 0, read);
            if (all.Length > BytesMax)
            {
                throw new UsageException($"--cases: \"{path}\" holds more than {BytesMax >> 20} MiB; cut it into several. --cases：“{path}”超过 {BytesMax >> 20} MiB，请拆分为多个文件。");
            }
        }

        var bytes = all.GetBuffer().AsMemory(0, (int)all.Length);
        return bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }
}
