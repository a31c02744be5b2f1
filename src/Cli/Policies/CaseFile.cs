using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        try
        {
            var read = JsonDocument.Parse(Bytes(path), new JsonDocumentOptions { MaxDepth = DepthMax });
            var root = read.RootElement;
            var cases = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out var listed) ? listed : root;
            return cases.ValueKind == JsonValueKind.Array && cases.EnumerateArray().All(c => c.ValueKind == JsonValueKind.Object)
                ? new CaseFile(run, read) { Cases = [.. cases.EnumerateArray()] }
                : throw new UsageException($"--cases: \"{path}\" has no list \"cases\" of objects. --cases：“{path}”中没有由对象组成的 cases 列表。");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"--cases: \"{path}\" is not JSON: line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}. --cases：“{path}”不是有效的 JSON：第 {wrong.LineNumber + 1} 行第 {wrong.BytePositionInLine + 1} 列。");
        }
        catch (InvalidDataException)
        {
            throw new UsageException($"--cases: \"{path}\" begins as a gzip file but is damaged; fetch it again. --cases：gzip 文件“{path}”已损坏，请重新获取。");
        }
    }

    /// <summary>An own property of a case: a text, or null where it is absent, blank or no text.</summary>
    public static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

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
            var answered = answer(Cases[i], i);
            if (answered.IsOk)
            {
                await file.WriteLineAsync(answered.Value.ToJsonString(Plain));
                continue;
            }

            Unreadable++;
            await run.Notes.WriteLineAsync($"case {name(Cases[i], i)}: {answered.Refusal.Title} {answered.Refusal.Detail} 案例 {name(Cases[i], i)} 无法读取。");
        }
    }

    private static MemoryStream Bytes(string path)
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

        all.Position = 0;
        return all;
    }
}
