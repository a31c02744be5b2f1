using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Gate;

/// <summary>The Gate's refusal as a <see cref="Refusal"/> with every reason.</summary>
public static class GateRefusal
{
    /// <summary>All reasons, Chinese and English, with their clauses.</summary>
    /// <param name="answer">A refusing answer.</param>
    public static Refusal Of(GateAnswer answer)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["use"] = answer.Use.ToString() };
        for (var i = 0; i < answer.Reasons.Count; i++)
        {
            facts[$"reason{i}.code"] = answer.Reasons[i].Code;
            facts[$"reason{i}.clause"] = answer.Reasons[i].Clause;
            facts[$"reason{i}.zh"] = answer.Reasons[i].Zh;
            facts[$"reason{i}.en"] = answer.Reasons[i].En;
        }

        return new Refusal("gate.refused", "The Gate refuses this use.", string.Join(' ', answer.Reasons.Select(r => $"{r.Zh} {r.En}")), facts);
    }
}
