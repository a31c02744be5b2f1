using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Members.Store;

namespace KeyEcosystem.Members.Work;

/// <summary>Writes members and relations as CSV in UTF-8 with BOM, a row at a time; an import reads it back.</summary>
internal sealed class RegistryExport(MemberDirectory directory, RelationGraph graph)
{
    public async Task Members(Stream output, CancellationToken stop)
    {
        await using var text = Writer(output);
        await Line(text, "id", "code", "name_zh", "name_en", "type", "role", "industry", "country", "state", "demonstration", "words", "since");
        await foreach (var m in directory.All(stop))
        {
            await Line(text, new MemberId(m.Id).ToString(), m.Code, m.NameZh, m.NameEn, m.Type, m.Role, m.Industry, m.Country, MemberDirectory.StateText(m.State), m.Demonstration ? "true" : "false", m.Words, $"{m.Since:O}");
        }
    }

    public async Task Relations(Stream output, CancellationToken stop)
    {
        await using var text = Writer(output);
        await Line(text, "id", "code", "subject", "predicate", "object", "words");
        await foreach (var r in graph.All(stop))
        {
            await Line(text, new RelationId(r.Id).ToString(), r.Code, new MemberId(r.Subject).ToString(), r.Predicate, new MemberId(r.Object).ToString(), r.Words);
        }
    }

    private static StreamWriter Writer(Stream output) => new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);

    private static Task Line(StreamWriter text, params string?[] cells) => text.WriteAsync(string.Join(',', cells.Select(CsvText.Cell)) + "\r\n");
}
