using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>The whole exchange by verbs, as a user types them.</summary>
public sealed class ExchangeTests(SharedNodes shared)
{
    /// <summary>More than the buffers of a connection hold: the node has not sent all when the reader goes away.</summary>
    private const int Large = 64_000_000;

    [Fact]
    public async Task From_two_offers_to_the_result_of_a_job_by_verbs_alone()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (_, cloud) = await node.Admit("云", "cloud-provider");
        var table = Path.Combine(node.Folder, "meters.csv");
        await File.WriteAllTextAsync(table, "time,usage_kwh,co2_t\n2025-01-01T00:00:00Z,20,0.01\n2025-01-01T00:15:00Z,22,0.02\n");

        var data = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "电表 meters", "--policy", "research", "--file", table, "--json")).Text("id");
        var devices = (await node.As(cloud, "assets", "publish", "--kind", "compute-pool", "--title", "pool", "--policy", "compute", "--price", "120", "--json")).Text("id");
        var pool = (await node.As(cloud, "pools", "register", "--asset", devices, "--devices", "2", "--model", "cores", "--json")).Text("id");
        await Agree(node, factory, institute, data);
        await Agree(node, cloud, institute, devices);
        var job = await node.As(institute, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "research", "--wait", "--json");

        Assert.Equal(0, job.Code);
        Assert.Equal("succeeded", job.Text("state"));
        var results = Path.Combine(node.Folder, "results");
        Assert.Equal(0, (await node.As(institute, "jobs", "get", job.Text("id"), "--out", results)).Code);
        Assert.NotEmpty(Directory.GetFiles(results));

        // Who fetches at once is told before the job is sent and paid that a result may not be kept, and not to fetch afterwards.
        var held = await node.As(institute, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "research", "--out", results);
        Assert.Equal(2, held.Code);
        Assert.Equal(1, (await node.As(institute, "jobs", "list", "--json")).Json.GetArrayLength());
        var fetched = await node.As(institute, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "research", "--out", Path.Combine(node.Folder, "more"));
        Assert.Equal(0, fetched.Code);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(node.Folder, "more")));
        Assert.DoesNotContain("Next: keyeco jobs get", fetched.Error, StringComparison.Ordinal);

        // A job that failed is asked for again and followed by the same words as one that is sent.
        var script = Path.Combine(node.Folder, "fails.sh");
        await File.WriteAllTextAsync(script, "exit 3\n");
        var failed = await node.As(institute, "jobs", "submit", "--pool", pool, "--script", script, "--data", data, "--purpose", "research", "--wait", "--json");
        var retried = await node.As(institute, "jobs", "retry", failed.Json.GetProperty("id").GetString()!, "--wait", "--json");
        Assert.Equal((1, "failed", 1, "failed"), (failed.Code, failed.Json.GetProperty("state").GetString(), retried.Code, retried.Json.GetProperty("state").GetString()));

        // An owner of several pools tells them apart in its statement.
        await node.AsOperator("ledger", "settle");
        Assert.Matches(@"provider 提供方 *\| pool +\| agr_", (await node.As(cloud, "ledger", "statement", "--demonstration")).Out);

        // Sender and owner read how it ended in the same words.
        var shows = await Task.WhenAll(new[] { institute, cloud }.Select(key => node.As(key, "jobs", "show", job.Text("id"))));
        Assert.All(shows, s => Assert.Matches(@"outcome +结果 +exit\.0: it ended well 正常结束\r?\n|exit\.0: it ended well 正常结束\r?\n", s.Out));
        Assert.DoesNotContain(Directory.GetFiles(results), f => f.EndsWith(".part", StringComparison.Ordinal));
        Assert.Equal(0, (await node.As(institute, "jobs", "logs", job.Text("id"), "--follow")).Code);
        Assert.Equal(Directory.GetFiles(results).Length, (await node.As(institute, "jobs", "results", job.Text("id"), "--json")).Json.GetArrayLength());
    }

    [Fact]
    public async Task Bytes_come_back_as_they_went_and_a_file_that_is_there_stays()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (source, copy) = (Path.Combine(node.Folder, "in.bin"), Path.Combine(node.Folder, "out.bin"));
        await File.WriteAllBytesAsync(source, RandomNumberGenerator.GetBytes(3_000_000));
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "bytes", "--policy", "members", "--json")).Text("id");

        Assert.Equal(0, (await node.As(factory, "data", "put", source, "--asset", asset)).Code);
        Assert.Equal(0, (await node.As(factory, "data", "get", asset, "--out", copy)).Code);

        Assert.Equal(await File.ReadAllBytesAsync(source), await File.ReadAllBytesAsync(copy));
        var again = await node.As(factory, "data", "get", asset, "--out", copy);
        Assert.Equal(2, again.Code);
        Assert.Contains("--out", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_asset_page_says_why_not_and_what_to_do_and_the_download_is_refused_with_the_same_reason()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var table = Path.Combine(node.Folder, "t.csv");
        await File.WriteAllTextAsync(table, "a\n1\n");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "research", "--file", table, "--json")).Text("id");

        var shown = await node.As(institute, "assets", "show", asset);
        var refused = await node.As(institute, "data", "get", asset, "--out", Path.Combine(node.Folder, "x"), "--purpose", "research");
        await Agree(node, factory, institute, asset);
        var wrongPurpose = await node.As(institute, "data", "get", asset, "--out", Path.Combine(node.Folder, "x"), "--purpose", "sales");

        Assert.Contains("You may not use it", shown.Out, StringComparison.Ordinal);
        Assert.Contains("不可使用", shown.Out, StringComparison.Ordinal);
        Assert.Contains($"keyeco agree {asset}", shown.Out, StringComparison.Ordinal);
        Assert.Equal(3, refused.Code);
        Assert.Contains("agreement.none", refused.Error, StringComparison.Ordinal);
        Assert.Contains("协议", refused.Error, StringComparison.Ordinal);
        Assert.Equal(3, wrongPurpose.Code);
        Assert.Contains("policy.purpose.refused", wrongPurpose.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(node.Folder, "x")));
        Assert.Contains("You may use it", (await node.As(institute, "assets", "show", asset, "--purpose", "research")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson", 2, "time (integer), kwh (decimal)")]
    [InlineData("json", 2, "time (integer), kwh (decimal)")]
    [InlineData("parquet", 80, "site (text), i32 (integer)")]
    public async Task Who_may_see_two_columns_of_a_table_gets_two_columns_in_the_form_of_its_file(string extension, int rows, string columns)
    {
        const string Records = """
            {"time":1,"name":"Ann","kwh":5.0}
            {"time":2,"kwh":6}
            """;
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (table, policy, part) = (Path.Combine(node.Folder, "t." + extension), Path.Combine(node.Folder, "terms.json"), Path.Combine(node.Folder, "part"));
        await File.WriteAllTextAsync(policy, """{"permission":{"action":"read","constraint":{"leftOperand":"column","operator":"isAnyOf","rightOperand":["time","kwh","site","i32"]}}}""");
        await (extension switch
        {
            "json" => File.WriteAllTextAsync(table, $"[{Records.Replace("\n", ",", StringComparison.Ordinal)}]"),
            "ndjson" => File.WriteAllTextAsync(table, Records),
            _ => WriteParquet(table),
        });
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", policy, "--file", table, "--json")).Text("id");
        await Agree(node, factory, institute, asset);

        var (own, shown) = (await node.As(factory, "assets", "show", asset), await node.As(institute, "assets", "show", asset));
        var got = await node.As(institute, "data", "get", asset, "--out", part);

        Assert.Contains($", {rows} rows", own.Out, StringComparison.Ordinal);
        Assert.Contains($"columns    {columns}\n", shown.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(extension == "parquet" ? "secret (text)" : "name (text)", own.Out, StringComparison.Ordinal);
        Assert.Equal((0, true), (got.Code, got.Error.Contains("some columns or rows", StringComparison.Ordinal)));
        Assert.Equal(
            extension switch { "json" => "[\n{\"time\":1,\"kwh\":5.0},\n{\"time\":2,\"kwh\":6}\n]\n", "ndjson" => "{\"time\":1,\"kwh\":5.0}\n{\"time\":2,\"kwh\":6}\n", _ => "PAR1 PAR1" },
            extension == "parquet" ? string.Join(' ', new[] { (await File.ReadAllBytesAsync(part))[..4], (await File.ReadAllBytesAsync(part))[^4..] }.Select(Encoding.ASCII.GetString)) : await File.ReadAllTextAsync(part));

        static async Task WriteParquet(string path)
        {
            await using var from = typeof(ExchangeTests).Assembly.GetManifestResourceStream("arrow.parquet")!;
            await using var to = File.Create(path);
            await from.CopyToAsync(to);
        }
    }

    [Fact]
    public async Task A_download_that_broke_off_behind_its_last_byte_is_not_asked_for_again()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (table, policy, copy) = (Path.Combine(node.Folder, "once.csv"), Path.Combine(node.Folder, "once.json"), Path.Combine(node.Folder, "copy.csv"));
        await File.WriteAllTextAsync(table, "a,b\n1,2\n");
        await File.WriteAllTextAsync(policy, """{"permission":{"action":"read","constraint":{"leftOperand":"count","operator":"lteq","rightOperand":1}}}""");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "once", "--policy", policy, "--file", table, "--json")).Text("id");
        await Agree(node, factory, institute, asset);
        var bytes = await File.ReadAllBytesAsync(table);
        await File.WriteAllBytesAsync(copy + ".part", bytes);
        await File.WriteAllTextAsync(copy + ".use", $"{asset} use_0190000000007000800000000000abcd {Convert.ToHexStringLower(SHA256.HashData(bytes))} {bytes.Length}");

        Assert.Equal(0, (await node.As(institute, "data", "get", asset, "--out", copy)).Code);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(copy));
        Assert.Equal([copy], Directory.GetFiles(node.Folder, "copy.csv*"));

        // The one use that the terms give is there still; and what was there before stays when the next is refused.
        Assert.Equal(0, (await node.As(institute, "data", "get", asset, "--out", copy + "2")).Code);
        await File.WriteAllBytesAsync(copy + "3.part", bytes[..3]);
        Assert.Equal(3, (await node.As(institute, "data", "get", asset, "--out", copy + "3")).Code);
        Assert.True(File.Exists(copy + "3.part"));
    }

    [Fact]
    public async Task What_would_have_to_change_is_said_to_the_recipient_and_to_the_provider_alike()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (member, institute) = await node.Admit("研究院", "institute");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "research", "--json")).Text("id");

        var own = await node.As(institute, "assets", "why", asset, "--purpose", "marketing");
        var providers = await node.As(factory, "assets", "why", asset, "--purpose", "marketing", "--member", member);
        var others = await node.As(institute, "assets", "why", asset, "--member", (await node.As(factory, "me", "--json")).Text("member"));
        await Agree(node, factory, institute, asset);
        var then = await node.As(institute, "assets", "why", asset, "--purpose", "research");

        Assert.Contains($"recipient 使用方: Conclude an agreement under the offer \"t\" (keyeco agree {asset} --offer ", own.Out, StringComparison.Ordinal);
        Assert.Contains("Use it for another purpose: research", own.Out, StringComparison.Ordinal);
        Assert.Equal(own.Out, providers.Out);
        Assert.Equal(3, others.Code);
        Assert.Contains("access.others", others.Error, StringComparison.Ordinal);
        Assert.Contains("It is permitted now. 目前允许。", then.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("What would have to change", then.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_could_use_it_is_said_before_anything_is_offered()
    {
        await using var node = await CliNode.Start();
        var (_, factory) = await node.Admit("工厂", "factory");
        await node.Admit("研究院", "institute");

        var research = await node.As(factory, "offers", "who", "--policy", "research", "--purpose", "research");
        var marketing = await node.As(factory, "offers", "who", "--policy", "research", "--purpose", "marketing");

        Assert.Contains("1 of 1 organisation could use it. 1 家机构中 1 家可用。", research.Out, StringComparison.Ordinal);
        Assert.Contains("no 否  研究院", marketing.Out, StringComparison.Ordinal);
        Assert.Contains("Use it for another purpose: research", marketing.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_of_the_provider_sees_the_asset_and_not_its_columns()
    {
        await using var node = await CliNode.Start();
        var (member, factory) = await node.Admit("工厂", "factory");
        var auditor = (await node.AsOperator("keys", "make", "--member", member, "--role", "auditor", "--name", "audit", "--json")).Text("key");
        var table = Path.Combine(node.Folder, "audited.csv");
        await File.WriteAllTextAsync(table, "secret_column\n1\n");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "research", "--file", table, "--json")).Text("id");

        var owners = await node.As(factory, "assets", "show", asset);
        var auditors = await node.As(auditor, "assets", "show", asset);

        Assert.Contains("secret_column", owners.Out, StringComparison.Ordinal);
        Assert.Equal(0, auditors.Code);
        Assert.DoesNotContain("secret_column", auditors.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_publishes_a_price_and_everybody_finds_it()
    {
        await using var node = await CliNode.Start();
        var (_, factory) = await node.Admit("价目工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");

        var set = await node.As(factory, "prices", "set", "--kind", "bytes", "--price", "50", "--json");
        var wrong = await node.As(factory, "prices", "set", "--kind", "hours", "--price", "50");
        var listed = await node.As(institute, "prices");

        Assert.Equal(50, set.Json.GetProperty("priceMinor").GetInt64());
        Assert.Equal(3, wrong.Code);
        Assert.Contains("bytes 或 count", wrong.Error, StringComparison.Ordinal);
        Assert.Contains(listed.Out.Split('\n'), l => l.Contains("价目工厂", StringComparison.Ordinal) && l.Contains("0.50 CNY", StringComparison.Ordinal));
        Assert.Equal(0, listed.Code);
    }

    [Fact]
    public async Task An_agreement_can_be_refused_terminated_and_asked_for_twice_under_one_id()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "members", "--json")).Text("id");
        const string Own = "agr_0190000000007000800000000000abcd";

        var asked = await node.As(institute, "agree", asset, "--id", Own, "--json");
        Assert.Equal(Own, asked.Text("id"));
        Assert.Equal(0, (await node.As(institute, "agree", asset, "--id", Own)).Code);
        Assert.Equal("refused", (await node.As(factory, "agreements", "refuse", Own, "--json")).Text("state"));
        var late = await node.As(factory, "agreements", "sign", Own);

        Assert.Equal(3, late.Code);
        Assert.Contains("dataspace.agreement.state", late.Error, StringComparison.Ordinal);
        Assert.Equal("refused", (await node.As(institute, "agreements", "show", Own, "--json")).Text("state"));
        Assert.Contains(Own, (await node.As(institute, "agreements", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_broke_off_goes_on_under_its_use_and_is_metered_once()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (source, copy) = (Path.Combine(node.Folder, "in.bin"), Path.Combine(node.Folder, "out.bin"));
        await File.WriteAllBytesAsync(source, RandomNumberGenerator.GetBytes(Large));
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "bytes", "--policy", "research", "--file", source, "--json")).Text("id");
        await Agree(node, factory, institute, asset);
        var begun = await Beginning(node, institute, asset);
        await File.WriteAllBytesAsync(copy + ".part", begun.Bytes);
        await File.WriteAllTextAsync(copy + ".use", $"{asset} {begun.Use}");

        // Without the purpose only the use that was permitted with it can go on.
        var got = await node.As(institute, "data", "get", asset, "--out", copy);

        Assert.True(got.Code == 0, got.Error);
        Assert.Equal(await File.ReadAllBytesAsync(source), await File.ReadAllBytesAsync(copy));
        Assert.False(File.Exists(copy + ".part") || File.Exists(copy + ".use"));
        JsonElement[] entries;
        do
        {
            // The node meters after the last byte has left it.
            Assert.Equal(0, (await node.AsOperator("ledger", "settle")).Code);
            entries = [.. (await node.As(institute, "ledger", "entries", "--demonstration", "--json")).Json.EnumerateArray()];
        }
        while (!Array.Exists(entries, e => e.GetProperty("kind").GetString() == "count"));

        // What broke off was metered then, the rest when it had gone out.
        Assert.All(entries, e => Assert.Equal(begun.Use, e.GetProperty("use").GetString()));
        Assert.Equal([("bytes", Large), ("count", 1)], entries.GroupBy(e => e.GetProperty("kind").GetString()!, e => e.GetProperty("quantity").GetInt64()).Select(k => (k.Key, k.Sum())).Order());
    }

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_did()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var source = Path.Combine(node.Folder, "in.bin");
        await File.WriteAllBytesAsync(source, RandomNumberGenerator.GetBytes(700_000));
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "bytes", "--policy", "members", "--json")).Text("id");
        var id = IdOf(asset);
        var http = Connection.With(node.Address.AbsoluteUri, factory);
        await http.AppendContent(id, 0, new MemoryStream((await File.ReadAllBytesAsync(source))[..300_000]), default);

        var put = await node.As(factory, "data", "put", source, "--asset", asset, "--json");

        Assert.True(put.Code == 0, put.Error);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(source))), put.Text("sha256"));
    }

    [Fact]
    public async Task An_agreement_signed_by_an_own_key_is_checked_offline_and_a_changed_document_is_found()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (member, institute) = await node.Admit("研究院", "institute");
        var (key, file) = (Path.Combine(node.Folder, "own.pem"), Path.Combine(node.Folder, "agreement.json"));
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "members", "--json")).Text("id");
        var offer = (await node.As(factory, "offers", "make", asset, "--policy", "research", "--title", "for research", "--json")).Text("id");

        var made = await node.As(institute, "signing-key", "make", key, "--json");
        Assert.True(made.Code == 0, made.Error);
        Assert.Equal("own", made.Text("custody"));
        var agreement = (await node.As(institute, "agree", asset, "--offer", offer, "--json")).Text("id");
        Assert.Equal(0, (await node.As(factory, "agreements", "agree", agreement)).Code);
        Assert.Equal(0, (await node.As(factory, "agreements", "sign", agreement)).Code);
        Assert.Contains("dataspace.signature.missing", (await node.As(institute, "agreements", "sign", agreement)).Error, StringComparison.Ordinal);
        Assert.Equal("signed", (await node.As(institute, "agreements", "sign", agreement, "--key", key, "--json")).Text("state"));
        Assert.Equal(0, (await node.As(institute, "agreements", "document", agreement, "--out", file)).Code);

        Assert.Equal(0, (await node.Run(["agreements", "verify", file, "--trust", $"{member}={made.Text("publicKey")}"], url: "http://127.0.0.1:1/")).Code);
        Assert.Equal(ExitCode.Unsound, (await node.As(null, "agreements", "verify", file, "--trust", $"{member}={new string('0', 64)}")).Code);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("research", "resells", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Unsound, (await node.As(null, "agreements", "verify", file)).Code);
    }

    [Fact]
    public async Task The_owner_of_a_source_releases_a_result_by_verbs()
    {
        await using var node = await shared.Node();
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, institute) = await node.Admit("研究院", "institute");
        var (_, cloud) = await node.Admit("云", "cloud-provider");
        var table = Path.Combine(node.Folder, "meters.csv");
        await File.WriteAllTextAsync(table, "time,usage_kwh\n2025-01-01T00:00:00Z,20\n");
        var data = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "research", "--file", table, "--json")).Text("id");
        var devices = (await node.As(cloud, "assets", "publish", "--kind", "compute-pool", "--title", "pool", "--policy", "compute", "--price", "120", "--json")).Text("id");
        var pool = (await node.As(cloud, "pools", "register", "--asset", devices, "--devices", "1", "--model", "cores", "--json")).Text("id");
        await Agree(node, factory, institute, data);
        await Agree(node, cloud, institute, devices);
        var job = (await node.As(institute, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "research", "--wait", "--json")).Text("id");
        var result = (await node.As(institute, "jobs", "results", job, "--json")).Json[0].GetProperty("asset").GetString()!;
        Assert.Contains("dataspace.agreement.inherited", (await node.As(cloud, "agree", result)).Error, StringComparison.Ordinal);

        var asked = (await node.As(institute, "releases", "ask", result, "--policy", "members", "--json")).Text("id");
        Assert.Equal(3, (await node.As(cloud, "releases", "approve", asked)).Code);
        Assert.Equal("released", (await node.As(factory, "releases", "approve", asked, "--json")).Text("state"));

        Assert.Equal("requested", (await node.As(cloud, "agree", result, "--json")).Text("state"));
    }

    /// <summary>The beginning of a data set, as a connection that broke would have left it.</summary>
    private static async Task<(byte[] Bytes, string Use)> Beginning(CliNode node, string key, string asset)
    {
        using var answer = await Connection.With(node.Address.AbsoluteUri, key).GetContent(IdOf(asset), "research", default);
        await using var content = await answer.Content.ReadAsStreamAsync();
        var some = new byte[Large / 32];
        await content.ReadExactlyAsync(some);
        return (some, ContentCalls.UseOf(answer)!.Value.ToString());
    }

    private static AssetId IdOf(string text) => AssetId.TryParse(text, null, out var id) ? id : throw new FormatException(text);

    private static async Task Agree(CliNode node, string provider, string consumer, string asset)
    {
        var id = (await node.As(consumer, "agree", asset, "--json")).Text("id");
        Assert.Equal(0, (await node.As(provider, "agreements", "agree", id)).Code);
        Assert.Equal(0, (await node.As(provider, "agreements", "sign", id)).Code);
        Assert.Equal("signed", (await node.As(consumer, "agreements", "sign", id, "--json")).Text("state"));
    }
}
