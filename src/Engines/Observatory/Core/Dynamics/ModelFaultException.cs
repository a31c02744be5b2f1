using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>What is wrong with a model, thrown from deep within a reader and turned into a refusal at the entry of Core.</summary>
internal sealed class ModelFaultException : Exception
{
    /// <summary>Of a code, in both languages.</summary>
    /// <param name="code">One of <see cref="DynamicsCodes"/>.</param>
    /// <param name="en">What and where, in English.</param>
    /// <param name="zh">The same in Chinese.</param>
    /// <param name="line">Line of the file; 0 where there is none.</param>
    /// <param name="name">The variable or function.</param>
    public ModelFaultException(string code, string en, string zh, int line = 0, string? name = null)
        : base(en)
    {
        (Code, Chinese, Line, Name) = (code, zh, line, name);
    }

    public string Code { get; }

    public string Chinese { get; }

    public int Line { get; }

    public string? Name { get; }

    /// <summary>The refusal: its detail is English, the Chinese is the fact <c>zh</c>.</summary>
    public Refusal ToRefusal()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var (en, zh) = (Message, Chinese);
        if (Line > 0)
        {
            facts["line"] = $"{Line}";
            (en, zh) = ($"Line {Line}: {en}", $"第 {Line} 行：{zh}");
        }

        facts["zh"] = zh;
        if (Name is not null)
        {
            facts["name"] = Name;
        }

        return new Refusal(Code, DynamicsCodes.Title(Code), en, facts);
    }
}
