using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using KeyEcosystem.Client;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class UsageTests(SharedNodes shared)
{
    [Theory]
    [InlineData("--script", "jobs", "submit", "--purpose", "research", "--pool", "pol_0190000000007000800000000000abcd")]
    [InlineData("--pool", "jobs", "submit", "--purpose", "research", "--pool", "ast_0190000000007000800000000000abcd", "--bundled", "energy-report")]
    [InlineData("--policy", "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "no-such-template")]
    [InlineData("--file", "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", "open", "--file", "/no/such/file")]
    [InlineData("--asset", "data", "put", "x")]
    [InlineData("member", "members", "show", "mbr_short")]
    public async Task What_can_t_be_understood_is_exit_code_2_and_names_the_option(string names, params string[] args)
    {
        await using var node = await shared.Node();

        var said = await node.AsOperator(args);

        Assert.Equal(2, said.Code);
        Assert.Contains(names, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_exit_code_3_with_its_code_and_a_missing_node_is_4()
    {
        await using var node = await shared.Node();

        var refused = await node.AsOperator("members", "show", "mbr_0190000000007000800000000000abcd");
        var nobody = await node.Run(["me"], node.OperatorKey, url: "http://127.0.0.1:9");
        var neither = await node.Run(["me"], url: "http://127.0.0.1:9");
        var unsigned = await node.As(null, "me");
        var worthless = await node.As("kek_worthless", "me");

        Assert.Equal(3, refused.Code);
        Assert.Contains("[members.member.unknown]", refused.Error, StringComparison.Ordinal);
        Assert.Contains("没有该成员或步骤。", refused.Error, StringComparison.Ordinal);
        var cohort = await node.AsOperator("cohorts", "show", "nowhere");
        Assert.Contains("There is no such cohort. No pool lends in a cohort \"nowhere\", or did in the time asked for. 没有算力池在共享组“nowhere”中出借，所问时间内也没有。 [compute.cohort.unknown]\n没有该共享组", cohort.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(4, nobody.Code);
        Assert.Equal(4, neither.Code);
        Assert.Equal(2, unsigned.Code);
        Assert.Contains("keyeco login", unsigned.Error, StringComparison.Ordinal);
        Assert.Equal(3, worthless.Code);
    }

    [Theory]
    [InlineData("--gpus-min", "--gpus", "2", "--gpus-min", "3")]
    [InlineData("--gpus", "--gpus", "0")]
    [InlineData("--seconds", "--seconds", "0")]
    public async Task A_refused_field_is_named_by_its_option_too(string option, params string[] given)
    {
        await using var node = await shared.Node();

        var (_, key) = await node.Admit("Options", "institute");
        var said = await node.As(key, ["jobs", "submit", "--purpose", "research", "--pool", "pol_0190000000007000800000000000abcd", "--bundled", "energy-report", "--saves", .. given]);

        Assert.Equal(3, said.Code);
        Assert.Contains($"It is given by {option}. 对应选项：{option}", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models", "--model", "jobs", "submit")]
    [InlineData("models[1]", "--model", "jobs", "submit")]
    [InlineData("outputs[0].columns", "--output", "jobs", "submit")]
    [InlineData("limits.cpus", "--cpus", "jobs", "submit")]
    [InlineData("model", "--model", "pools", "register")]
    [InlineData("weight", "<weight>", "pools", "weigh")]
    [InlineData("scalePct", "--scale", "what-if")]
    [InlineData("policies", "--mode", "what-if")]
    [InlineData("evictionCostSeconds", "--preemption-cost-s", "what-if")]
    [InlineData("devicesPerNode", "--gpus-per-node", "what-if")]
    [InlineData("priceMinor", "--price", "prices", "set")]
    [InlineData("priceMinorPerHour", "--price", "assets", "publish")]
    [InlineData("priceMinorPerHour", "--price", "offers", "make")]
    [InlineData("policy.permission[0].action", "--policy", "offers", "make")]
    [InlineData("agreementEnds", "--agreements-end", "offers", "make")]
    [InlineData("jurisdictions", "--jurisdiction", "assets", "publish")]
    [InlineData("cellCountMin", "--count-min", "assets", "airlock")]
    [InlineData("hosts", "--host", "assets", "airlock")]
    [InlineData("roles", "--role", "keys", "make")]
    [InlineData("table", "--set", "cohorts", "rates")]
    [InlineData("bins", "--bins", "cohorts", "history")]
    [InlineData("email", "<email>", "account", "sign-up")]
    [InlineData("limits.cpus", null, "jobs", "list")]
    public void A_field_is_told_by_the_option_or_argument_that_gives_it(string field, string? option, params string[] verb)
    {
        var command = verb.Aggregate((Command)Verbs.Root(), (at, word) => at.Subcommands.First(c => c.Name == word));

        Assert.Equal(option, FieldOptions.Of(field, command));
    }

    [Fact]
    public async Task A_policy_that_can_t_be_taken_is_told_why_in_both_languages()
    {
        await using var node = await shared.Node();
        var (_, key) = await node.Admit("Terms", "factory");
        var file = Path.Combine(node.Folder, "terms.json");
        async Task<Said> Publish(string terms)
        {
            await File.WriteAllTextAsync(file, terms);
            return await node.As(key, "assets", "publish", "--kind", "dataset", "--title", "t", "--policy", file);
        }

        var twice = await Publish("""{"permission":[{"action":"read"}],"permission":[{"action":"use"}]}""");
        var below = await Publish("""{"a":""" + new string('[', 5000) + new string(']', 5000) + "}");
        var deep = await Publish("""{"a":""" + new string('[', 40) + new string(']', 40) + "}");
        var broken = await Publish("""{"a":""");
        var huge = await Publish($$"""{"permission":[{"action":"{{new string('x', 3_000_000)}}"}]}""");
        var asked = await node.As(key, "offers", "who", "--policy", file, "--purpose", "research");

        Assert.Equal(3, twice.Code);
        Assert.Contains("Field \"$.policy\" must be an object in which \"permission\" stands once (line 1). 字段“$.policy”不合要求：须为“permission”只出现一次的对象。", twice.Error, StringComparison.Ordinal);
        Assert.Equal((2, 3, 2), (below.Code, deep.Code, broken.Code));
        Assert.Contains("is nested too deeply (at most 64)", below.Error, StringComparison.Ordinal);
        Assert.Contains("Field \"$.policy\" must be nested at most 32 deep (line 1). 字段“$.policy”不合要求：须为嵌套不超过 32 层的内容。", deep.Error, StringComparison.Ordinal);
        Assert.Contains("is not JSON: line 1, column 6", broken.Error, StringComparison.Ordinal);
        Assert.All((Said[])[huge, asked], said => Assert.Equal((3, true), (said.Code, said.Error.Contains("[input.too-large]", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("permission[0].duty[0], obligation[0]", "下列之一：permission[0].duty[0], obligation[0]")]
    [InlineData("$.permission[0].duty[0], urn:example:duty#1", "下列之一：$.permission[0].duty[0], urn:example:duty#1")]
    [InlineData("an object in which \"action\" stands once", "“action”只出现一次的对象")]
    [InlineData("given with HttpData-PUSH", "须为必填（HttpData-PUSH 时）")]
    [InlineData("left out, or given with HttpData-PUSH", "须为空，或仅在 HttpData-PUSH 时给出")]
    [InlineData("nested at most 32 deep", "嵌套不超过 32 层的内容")]
    public void What_a_field_must_be_is_told_in_Chinese_with_all_that_the_English_says(string must, string chinese) =>
        Assert.Contains(chinese, RefusalWords.Chinese("input.field", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = "clause", ["must"] = must }), StringComparison.Ordinal);

    [Fact]
    public async Task A_change_of_nothing_is_told_what_can_be_changed()
    {
        await using var node = await shared.Node();

        var said = await node.AsOperator("pools", "change", "pol_0190000000007000800000000000abcd");

        Assert.Equal(2, said.Code);
        Assert.Contains("Nothing is asked to be changed: give at least one of --devices, --offered, --healthy, --cohort, ", said.Error, StringComparison.Ordinal);
        Assert.Contains("未要求任何变更，请至少给出其中一项：--devices、--offered、", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_who_enters_an_application_is_told_the_lines_that_decide_on_it_in_both_languages()
    {
        await using var node = await shared.Node();

        var said = await node.AsOperator("members", "apply", "--name-zh", "甲", "--name-en", "Ash", "--type", "institute", "--country", "CN");

        Assert.True(said.Code == 0, said.Error);
        Assert.Matches("decision: keyeco members admit (mbr_[0-9a-f]{32}), or keyeco members withdraw \\1\\. .*准入用 keyeco members admit \\1，撤回用 keyeco members withdraw \\1。", said.Error);
    }

    [Theory]
    [InlineData("folder-or-script: there is no folder or script \"no-such-folder\". folder-or-script：目录或脚本“no-such-folder”不存在。", "no-such-folder")]
    [InlineData("--device-memory goes with --share", "--bundled", "energy-report", "--device-memory", "8000")]
    public async Task A_job_that_can_t_be_meant_so_is_said_what_to_do_about(string words, params string[] given)
    {
        await using var node = await shared.Node();

        var said = await node.AsOperator(["jobs", "submit", "--purpose", "research", "--pool", "pol_0190000000007000800000000000abcd", .. given]);

        Assert.Equal(2, said.Code);
        Assert.Contains(words, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_written_is_said_before_anything_is_done()
    {
        using var folder = new TestFolder("keyeco-out-");
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var (none, below) = (Path.Combine(folder.Path, "none"), Path.Combine(file, "out"));
        await using var node = await shared.Node();
        string[] submit = ["jobs", "submit", "--purpose", "research", "--pool", "pol_0190000000007000800000000000abcd", "--bundled", "energy-report", "--out"];
        string[] replay = ["compute", "replay", "--jobs", file, "--capacity", file, "--segments"];

        Assert.Contains($"--out: \"{file}\" is a file, where a folder is needed.", (await node.AsOperator([.. submit, file])).Error, StringComparison.Ordinal);
        Assert.Contains($"--out: \"{file}\" is a file, where a folder is needed.", (await node.AsOperator([.. submit, below])).Error, StringComparison.Ordinal);
        Assert.Contains($"--segments: \"{folder.Path}\" is a folder; name a file.", (await node.AsOperator([.. replay, folder.Path])).Error, StringComparison.Ordinal);
        Assert.Contains($"--segments: there is no folder \"{none}\" for \"s.csv\"; make it first.", (await node.AsOperator([.. replay, Path.Combine(none, "s.csv")])).Error, StringComparison.Ordinal);
        Assert.Contains($"--csv: there is no folder \"{none}\"", (await node.AsOperator("ledger", "statement", "--csv", Path.Combine(none, "s.csv"))).Error, StringComparison.Ordinal);
        Assert.Contains($"--out: \"{file}\" is a file, where a folder is needed.", (await node.AsOperator("data", "get", "ast_0190000000007000800000000000abcd", "--out", below)).Error, StringComparison.Ordinal);
        Assert.Contains($"--out: \"{file}\" is there already", (await node.AsOperator("backup", "--out", file)).Error, StringComparison.Ordinal);
        Assert.Contains("--out", (await node.AsOperator("policy", "evaluate", "--cases", file, "--out", folder.Path)).Error, StringComparison.Ordinal);
        Assert.Contains($"--out: \"{file}\" is the file of --cases", (await node.AsOperator("policy", "conflicts", "--cases", file, "--out", file)).Error, StringComparison.Ordinal);
        Assert.Contains($"--out: \"{folder.Path}\" holds \"file\" already.", (await node.AsOperator([.. submit, folder.Path])).Error, StringComparison.Ordinal);
        Assert.Contains($"--keys: \"{file}s\" is the file of --out", (await node.AsOperator("backup", "--out", $"{file}s", "--keys", $"{file}s")).Error, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    /// <summary>Where the kernel shows its own files nobody makes any, not even who may do everything.</summary>
    [Theory]
    [InlineData("compute", "replay", "--jobs", "x", "--capacity", "y", "--segments", "/proc/mine.csv")]
    [InlineData("jobs", "submit", "--purpose", "p", "--pool", "pol_0190000000007000800000000000abcd", "--bundled", "energy-report", "--out", "/proc/mine.csv")]
    public async Task A_place_that_takes_no_file_is_told_by_the_name_that_was_typed(params string[] args)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc");
        await using var node = await shared.Node();

        var said = await node.AsOperator(args);

        Assert.Equal(2, said.Code);
        Assert.Contains($"{args[^2]}: \"/proc/mine.csv\" can't be written in the folder \"/proc\"", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".keyeco-", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_a_verb_too()
    {
        await using var node = await shared.Node();

        var (said, same) = (await node.As(null, "help", "cohorts", "show"), await node.As(null, "cohorts", "show", "--help"));
        var (none, slip) = (await node.As(null, "help", "cohorts", "shows"), await node.As(null, "jobs", "submit", "--purpose", "research", "--pool", "pol_0190000000007000800000000000abcd", "--elsewere"));
        Assert.Equal((2, 2), (none.Code, slip.Code));
        Assert.Contains("shows", none.Error, StringComparison.Ordinal);
        Assert.Contains("There is no option \"--elsewere\"; did you mean --elsewhere? 没有选项“--elsewere”，是否想输入 --elsewhere？", slip.Error, StringComparison.Ordinal);

        Assert.Equal(0, said.Code);
        Assert.Contains("cohorts show", said.Out, StringComparison.Ordinal);
        Assert.Equal(same.Out, said.Out);
    }

    [Fact]
    public async Task The_operators_key_of_this_machine_is_sent_to_no_other_machine()
    {
        await using var node = await shared.Node();
        Directory.CreateDirectory(Path.Combine(node.Settings, "keyeco-data"));
        await File.WriteAllTextAsync(Path.Combine(node.Settings, "keyeco-data", "operator.key"), node.OperatorKey);
        var shell = new Shell { WorkFolder = node.Settings, SettingsFolder = node.Settings, Variable = _ => null };

        Assert.Equal(0, (await node.As(null, "me")).Code);
        Assert.Equal("Bearer", Connection.Open(shell, node.Address).Http.DefaultRequestHeaders.Authorization?.Scheme);
        Assert.Contains("No credential", Assert.Throws<NoCredentialException>(() => Connection.Open(shell, new Uri("http://203.0.113.1/"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no \"asset\". Did you mean: keyeco assets show 没有“asset”，是否想输入：keyeco assets show", "asset", "show", "x")]
    [InlineData("There is no \"job\". Did you mean: keyeco jobs list 没有“job”，是否想输入：keyeco jobs list", "job", "list")]
    [InlineData("There is no \"lst\". Did you mean: keyeco jobs list 没有“lst”，是否想输入：keyeco jobs list", "jobs", "lst")]
    [InlineData("--gpus: 99999999999 is too large; write a whole number of at most 2147483647. --gpus：99999999999 过大，须为不大于 2147483647 的整数。", "jobs", "submit", "x", "--pool", "pol_0190000000007000800000000000abcd", "--purpose", "p", "--gpus", "99999999999")]
    [InlineData("--gpus: \"two\" is no whole number.", "jobs", "submit", "x", "--pool", "pol_0190000000007000800000000000abcd", "--purpose", "p", "--gpus", "two")]
    [InlineData("--price: -99999999999999999999 is too small; write a whole number of at least -9223372036854775808.", "offers", "make", "ast_0190000000007000800000000000abcd", "--price", "-99999999999999999999")]
    [InlineData("--gpus is given 2 times; give it once. --gpus 给出了 2 次，只能给出一次。", "jobs", "submit", "x", "--pool", "pol_0190000000007000800000000000abcd", "--purpose", "p", "--gpus", "1", "--gpus", "2")]
    [InlineData("--gpus and --devices are one option under two names; give it once, by either. --gpus 与 --devices 是同一选项的两个名称", "jobs", "submit", "x", "--pool", "pol_0190000000007000800000000000abcd", "--purpose", "p", "--gpus", "1", "--devices", "2")]
    [InlineData("There is no option \"--devics\"; did you mean --devices? 没有选项“--devics”，是否想输入 --devices？\nSee:", "jobs", "submit", "--pool", "pol_0190000000007000800000000000abcd", "--purpose", "p", "--devics", "2")]
    [InlineData("There is no option \"--job\"; did you mean --jobs? 没有选项“--job”，是否想输入 --jobs？\nOption '--jobs' is required.", "compute", "replay", "--job", "x", "--capacity", "y")]
    [InlineData("There is no option \"--seed\"; did you mean --seeds?", "compute", "place", "--nodes", "x", "--tasks", "y", "--seed=1")]
    [InlineData("There is no option \"--colour\". 没有选项“--colour”。\nSee:", "compute", "place", "--nodes", "x", "--tasks", "y", "--colour", "red")]
    [InlineData("job: \"7\" is not such an id: one begins with job_, then 32 hexadecimal digits (keyeco jobs shows them). job：“7”不是此类编号，应以 job_ 开头，后接 32 位十六进制数字（用 keyeco jobs 查看）。", "jobs", "show", "7")]
    [InlineData("--offered: \"maybe\" is neither true nor false. --offered：“maybe”须为 true 或 false。", "pools", "change", "pol_0190000000007000800000000000abcd", "--offered", "maybe")]
    [InlineData("--offered: \"maybe\" is neither true nor false.", "pools", "change", "pol_0190000000007000800000000000abcd", "--offered=maybe")]
    [InlineData("--from-day: \"soon\" is no number. --from-day：“soon”不是数。", "compute", "replay", "--jobs", "x", "--capacity", "y", "--from-day", "soon")]
    [InlineData("--devices: \"two\" is no whole number. --devices：“two”不是整数。", "jobs", "submit", "--pool", "pol_0190000000007000800000000000abcd", "--purpose", "p", "--bundled", "x", "--devices", "two")]
    [InlineData("There is no \"foo\". 没有“foo”。\nSee: keyeco --help", "foo")]
    [InlineData("There is no option \"--stat\"; did you mean --state?", "jobs", "--stat", "queued")]
    [InlineData("file: there is no file \"none.log\". file：没有文件“none.log”。", "evidence", "verify", "none.log")]
    [InlineData("--witness: there is no file \"none.heads\". --witness：没有文件“none.heads”。", "restore", "x", "--data", "y", "--without-keys", "--witness", "none.heads")]
    [InlineData("--passphrase-file: there is no file \"none.txt\".", "passphrase", "--passphrase-file", "none.txt")]
    [InlineData("缺少 --purpose。", "jobs", "submit", "--pool", "pol_0190000000007000800000000000abcd")]
    [InlineData("缺少 asset。", "agree")]
    public async Task A_slip_of_the_hand_is_answered_in_both_languages_with_what_was_meant(string words, params string[] args)
    {
        using var said = new StringWriter();
        var code = await Verbs.Run(args, new Shell { Output = said, Error = said });

        Assert.Equal(2, code);
        Assert.Contains(words, said.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", said.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> PlacesOfVerbs() => [.. AllPlaces(Verbs.Root(), "").Select(p => new TheoryDataRow<string, string>(p.Verb, p.Place))];

    [Theory]
    [MemberData(nameof(PlacesOfVerbs))]
    public async Task An_empty_path_is_exit_code_2_and_names_its_option_in_both_languages(string verb, string place)
    {
        using var said = new StringWriter();
        string[] words = verb.Split(' ');
        var arguments = words.Aggregate((Command)Verbs.Root(), (at, word) => at.Subcommands.First(c => c.Name == word)).Arguments.TakeWhile(a => a.Name != place).Select(_ => "x");

        var code = await Verbs.Run(place.StartsWith('-') ? [.. words, place, ""] : [.. words, .. arguments, ""], new Shell { Output = said, Error = said });

        Assert.Equal(2, code);
        Assert.Contains($"{place}: \"\" is no path; name a ", said.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{place}：路径为空", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_described_as_a_file_or_folder_is_a_place() =>
        Assert.Empty(TextPlaces(Verbs.Root(), "keyeco"));

    [Fact]
    public void The_rule_of_places_finds_a_file_that_is_taken_as_text() =>
        Assert.Equal(["keyeco --out"], TextPlaces(new RootCommand { new Option<string>("--out") { Description = "File to write. 输出文件。" } }, "keyeco"));

    [Fact]
    public void What_the_system_says_of_a_file_is_said_by_its_option_in_both_languages()
    {
        var full = Path.GetFullPath("j2.csv");
        var parsed = Verbs.Root().Parse(["compute", "replay", "--jobs", "j2.csv", "--capacity", "c.csv"]);
        var unread = Places.Said(parsed, new UnauthorizedAccessException($"Access to the path '{full}' is denied."));
        var gone = Places.Said(parsed, new FileNotFoundException($"Could not find file '{Path.GetFullPath("c.csv")}'."));
        var below = Places.Said(Verbs.Root().Parse(["serve", "--data", "node"]), new UnauthorizedAccessException($"Access to the path '{Path.GetFullPath("node/keys/a.key")}' is denied."));
        var own = Places.Said(parsed, new UnauthorizedAccessException("Access to the path '/elsewhere' is denied."));

        Assert.Equal("--jobs: there is no permission for \"j2.csv\"; ask its owner, or name another. --jobs：没有“j2.csv”的权限，请向其所有者申请，或另选。", unread);
        Assert.Equal("--capacity: there is no file \"c.csv\". --capacity：没有文件“c.csv”。", gone);
        Assert.StartsWith("--data: there is no permission for ", below, StringComparison.Ordinal);
        Assert.StartsWith("there is no permission for \"/elsewhere\"", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_that_the_standard_output_does_not_take_are_told_of_it_in_both_languages()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full");
        var full = new StreamWriter("/dev/full") { AutoFlush = true };
        var output = new StandardOutput(full);
        using var error = new StringWriter();

        using var folder = new TestFolder("keyeco-full-");
        var samples = Path.Combine(folder.Path, "s.csv");
        await File.WriteAllLinesAsync(samples, ["minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,1,0"]);

        var code = await Verbs.Run(["compute", "idle", "--samples", samples], new Shell { Output = output, Error = error });

        Assert.Equal(2, code);
        Assert.Contains("The standard output takes no more", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("标准输出无法写入", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_in_a_line_that_names_it_and_its_option()
    {
        using var folder = new TestFolder("keyeco-busy-");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        using var said = new StringWriter();

        var code = await Verbs.Run(["serve", "--data", Path.Combine(folder.Path, "data"), "--urls", address, "--no-browser"], new Shell { Output = said, Error = said });
        var none = await Verbs.Run(["serve", "--data", Path.Combine(folder.Path, "data"), "--urls", "5080", "--no-browser"], new Shell { Output = said, Error = said });

        Assert.Equal((2, 2), (code, none));
        Assert.Contains($"--urls: {address} can't be listened on: another program, perhaps another node, listens there already.", said.ToString(), StringComparison.Ordinal);
        Assert.Contains($"--urls：无法监听 {address}", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("--urls: \"5080\" is no address", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data")));
    }

    [Theory]
    [InlineData("0,5")]
    [InlineData("1,000")]
    public void No_option_that_is_a_number_takes_a_comma(string given) =>
        Assert.Empty(Swallowed(Verbs.Root(), given));

    [Fact]
    public void The_rule_of_commas_finds_an_option_that_the_parser_reads_by_itself() =>
        Assert.Equal(["--part"], Swallowed(new RootCommand { new Option<double>("--part") }, "0,5"));

    [Theory]
    [InlineData(true, "import sys\nprint(1)\n")]
    [InlineData(true, "# mean\nimport pandas as pd\n")]
    [InlineData(true, "from os import path\n")]
    [InlineData(false, "#!/usr/bin/env python3\nimport sys\n")]
    [InlineData(false, "set -eu\nls /in | wc -l > /out/n\n")]
    [InlineData(false, "import -window root shot.png\n")]
    public void A_script_that_reads_like_Python_and_names_no_program_is_found(bool found, string script) => Assert.Equal(found, Client.ScriptText.WantsInterpreter(script));

    [Fact]
    public void Everything_the_command_describes_is_described_in_both_languages() =>
        Assert.Empty(Undescribed(Verbs.Root(), "keyeco"));

    [Fact]
    public void The_description_rule_finds_an_option_in_one_language() =>
        Assert.Equal(["keyeco --only"], Undescribed(new RootCommand("both 双语") { new Option<string>("--only") { Description = "English only." } }, "keyeco"));

    [Theory]
    [InlineData("bash", "complete -o default -F _keyeco keyeco")]
    [InlineData("zsh", "#compdef keyeco")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_prints_a_script_for_each_shell(string shell, string line)
    {
        await using var node = await shared.Node();

        var said = await node.As(null, "completion", shell);

        Assert.Equal(0, said.Code);
        Assert.Contains(line, said.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await node.As(null, "completion", "fish")).Code);
    }

    [Fact]
    public async Task The_command_suggests_its_own_verbs()
    {
        await using var node = await shared.Node();

        var said = await node.As(null, "[suggest:15]", "keyeco members ");

        Assert.Contains("admit", said.Out, StringComparison.Ordinal);
        Assert.Contains("suspend", said.Out, StringComparison.Ordinal);
    }

    /// <summary>Options that are numbers and find nothing wrong with what is none.</summary>
    private static IEnumerable<string> Swallowed(Command verb, string given)
    {
        Type[] numbers = [typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)];
        var taken = verb.Options
            .Where(o => numbers.Contains(Nullable.GetUnderlyingType(o.ValueType) ?? o.ValueType))
            .Where(o => !verb.Parse([o.Name, given]).Errors.Any(e => e.Message.Contains(given, StringComparison.Ordinal)))
            .Select(o => o.Name);
        return taken.Concat(verb.Subcommands.SelectMany(s => Swallowed(s, given)));
    }

    private static IEnumerable<(string Verb, string Place)> AllPlaces(Command verb, string path) =>
        Places.Of(verb).Select(p => (path, p.Name)).Concat(verb.Subcommands.SelectMany(s => AllPlaces(s, $"{path} {s.Name}".Trim())));

    /// <summary>Options and arguments that are texts and are described as files or folders. Terms are a file or a template's name, and a verb may have to do with files without taking one.</summary>
    private static IEnumerable<string> TextPlaces(Command verb, string path)
    {
        string[] none = ["--policy", "--output", "--postgres"];
        Type[] texts = [typeof(string), typeof(string[])];
        var found = verb.Options.Where(o => texts.Contains(o.ValueType)).Cast<Symbol>().Concat(verb.Arguments.Where(a => texts.Contains(a.ValueType)))
            .Where(s => !none.Contains(s.Name) && s.Description is { } words && (words.StartsWith("File", StringComparison.Ordinal) || words.Contains("file ", StringComparison.OrdinalIgnoreCase) || words.Contains("folder", StringComparison.OrdinalIgnoreCase) || words.Contains("CSV", StringComparison.Ordinal)))
            .Select(s => $"{path} {s.Name}");
        return found.Concat(verb.Subcommands.SelectMany(s => TextPlaces(s, $"{path} {s.Name}")));
    }

    private static IEnumerable<string> Undescribed(Command verb, string path)
    {
        // Help and version are the library's own.
        foreach (var symbol in verb.Options.Cast<Symbol>().Concat(verb.Arguments).Where(s => s.Name is not ("--help" or "--version")))
        {
            if (!Both(symbol.Description))
            {
                yield return $"{path} {symbol.Name}";
            }
        }

        foreach (var inner in verb.Subcommands)
        {
            foreach (var found in (Both(inner.Description) ? [] : new[] { $"{path} {inner.Name}" }).Concat(Undescribed(inner, $"{path} {inner.Name}")))
            {
                yield return found;
            }
        }
    }

    private static bool Both(string? words) => words is not null && words.Any(c => c is >= '\u4e00' and <= '\u9fff') && words.Any(char.IsAsciiLetter);
}
