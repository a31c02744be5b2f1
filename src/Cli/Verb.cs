using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>Makes verbs and their arguments.</summary>
internal static class Verb
{
    /// <summary>A verb that asks a node; it takes <c>--url</c> and <c>--json</c> beside its own.</summary>
    public static Command Of(string name, string words, Func<VerbRun, Task<int>> run, params Symbol[] symbols)
    {
        var verb = Group(name, words, [.. symbols, Connection.Url, Connection.Json]);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => run(new VerbRun(parsed, stop))));
        return verb;
    }

    /// <summary>A verb that ends with <see cref="ExitCode.Done"/> when it ends at all.</summary>
    public static Command Of(string name, string words, Func<VerbRun, Task> run, params Symbol[] symbols) => Of(
        name,
        words,
        async verb =>
        {
            await run(verb);
            return ExitCode.Done;
        },
        symbols);

    /// <summary>A verb of verbs.</summary>
    public static Command Group(string name, string words, params Symbol[] symbols)
    {
        var verb = new Command(name, words);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Option option:
                    verb.Add(option);
                    break;
                case Argument argument:
                    verb.Add(argument);
                    break;
                case Command command:
                    verb.Add(command);
                    break;
            }
        }

        return verb;
    }

    /// <summary>An argument that is an id.</summary>
    public static Argument<T> Id<T>(string name, string words)
        where T : struct, ITypedId<T>
    {
        var argument = new Argument<T>(name) { Description = $"{words} ({T.Prefix}_...)" };
        argument.CustomParser = result => Read<T>(name, result.Tokens[0].Value, result.AddError);
        return argument;
    }

    /// <summary>An option that is an id.</summary>
    public static Option<T?> IdOption<T>(string name, string words, bool required = false)
        where T : struct, ITypedId<T>
    {
        var option = new Option<T?>(name) { Description = $"{words} ({T.Prefix}_...)", Required = required };
        option.CustomParser = result => Read<T>(name, result.Tokens[0].Value, result.AddError);
        return option;
    }

    /// <summary>An option that takes ids, repeated or separated by spaces.</summary>
    public static Option<T[]> IdsOption<T>(string name, string words)
        where T : struct, ITypedId<T>
    {
        var option = new Option<T[]>(name) { Description = $"{words} ({T.Prefix}_...)", AllowMultipleArgumentsPerToken = true };
        option.CustomParser = result => [.. result.Tokens.Select(t => Read<T>(name, t.Value, result.AddError))];
        return option;
    }

    /// <summary>An option that is a whole number.</summary>
    public static Option<int?> NumberOption(string name, string words)
    {
        var option = new Option<int?>(name) { Description = words };
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            result.AddError($"{name}: \"{result.Tokens[0].Value}\" is no whole number from 0 to {int.MaxValue}. {name}：“{result.Tokens[0].Value}”不是 0 至 {int.MaxValue} 的整数。");
            return null;
        };
        return option;
    }

    /// <summary>An option that is a number, perhaps with a part behind the point. A comma is no mark of anything: read as one of thousands it would be dropped in silence.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="words">What it is.</param>
    /// <param name="otherwise">What it is where it is not given; null for nothing.</param>
    public static Option<decimal?> RealOption(string name, string words, decimal? otherwise = null)
    {
        var option = new Option<decimal?>(name) { Description = words };
        if (otherwise is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            // Of a number that no decimal holds the verb says its bounds, as of any that is too large for it.
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var large) && !double.IsNaN(large))
            {
                return large < 0 ? decimal.MinValue : decimal.MaxValue;
            }

            var (en, zh) = text.Any(c => c is ',' or '，') ? ("; a point is the decimal mark, as in 0.5, and nothing marks thousands", "：小数点须写作“.”（如 0.5），且不分千位") : ("", "");
            result.AddError($"{name}: \"{text}\" is no number{en}. {name}：“{text}”不是数{zh}。");
            return null;
        };
        return option;
    }

    /// <summary>An option that is an address.</summary>
    public static Option<Uri?> AddressOption(string name, string words) => new(name)
    {
        Description = words,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{name}: \"{result.Tokens[0].Value}\" is no address such as http://127.0.0.1:5080. {name}：“{result.Tokens[0].Value}”不是地址，应形如 http://127.0.0.1:5080。");
            return null;
        },
    };

    /// <summary>An option of the own id, so that sending twice is one thing.</summary>
    public static Option<T?> OwnId<T>()
        where T : struct, ITypedId<T> => IdOption<T>("--id", "Id of your own choice: sending twice is then one thing. 自选编号，重复发送只算一次。");

    private static T Read<T>(string name, string text, Action<string> wrong)
        where T : struct, ITypedId<T>
    {
        if (!TypedId.TryParse<T>(text, out var id))
        {
            var verb = Found(T.Prefix);
            wrong($"{name}: \"{text}\" is not such an id: one begins with {T.Prefix}_, then 32 hexadecimal digits{(verb is null ? "" : $" ({verb} shows them)")}. {name}：“{text}”不是此类编号，应以 {T.Prefix}_ 开头，后接 32 位十六进制数字{(verb is null ? "" : $"（用 {verb} 查看）")}。");
        }

        return id;
    }

    /// <summary>The verb that shows ids of a kind; null where none does.</summary>
    private static string? Found(string prefix) => prefix switch
    {
        "ast" => "keyeco offers",
        "pol" => "keyeco pools",
        "agr" => "keyeco agreements",
        "job" => "keyeco jobs",
        "pnd" => "keyeco disputes, keyeco releases, keyeco airlock",
        "evd" => "keyeco evidence list",
        "neg" => "keyeco negotiations",
        "per" => "keyeco peers",
        "tpr" => "keyeco transfers",
        "mbr" => "keyeco members list",
        _ => null,
    };
}
