using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.Xmile;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Dynamics;

/// <summary>The models of SDXorg/test-models, with their published outputs.</summary>
[Trait("Store", "none")]
public sealed class ConformanceTests
{
    private const string Absent = "../shared/data/foresight/sd is absent: the conformance models are not scored.";

    [Fact]
    public void Every_model_that_is_sound_gives_the_published_figures()
    {
        Assert.SkipWhen(Suite.Folder is null, Absent);

        var (wrong, leftOut) = (new List<string>(), new List<string>());
        var sound = Suite.Manifest.Where(m => m.Expect == "pass").ToList();
        foreach (var (of, model, _) in sound)
        {
            var compiled = Compiled(of, model);
            var run = compiled.IsOk ? Simulation.Run(compiled.Value, []) : compiled.Refusal;
            var absent = Suite.LeftOut(of, model);
            leftOut.AddRange(absent.Where(n => n is not ("SAVEPER" or "INITIAL TIME" or "FINAL TIME" or "TIME STEP")));
            var why = run.IsOk ? Suite.Wrong(Suite.Expected(of), run.Value.Columns, run.Value.Times, (r, c) => run.Value.Rows[r][c], absent) : run.Refusal.Detail;
            if (why is not null)
            {
                wrong.Add($"{of}/{model}: {why}");
            }
        }

        Assert.Equal(28, sound.Count);
        Assert.Equal(["Input", "Smoothed Input", "Smoothing Time"], leftOut);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_wrong_figure_is_found()
    {
        Assert.SkipWhen(Suite.Folder is null, Absent);

        var run = Simulation.Run(Compiled("teacup", "teacup.xmile").Value, []).Value;
        var expected = Suite.Expected("teacup");
        var column = Enumerable.Range(0, run.Columns.Count).First(c => run.Columns[c].StartsWith("Teacup", StringComparison.OrdinalIgnoreCase));

        Assert.Null(Suite.Wrong(expected, run.Columns, run.Times, (r, c) => run.Rows[r][c]));
        Assert.NotNull(Suite.Wrong(expected, run.Columns, run.Times, (r, c) => run.Rows[r][c] * (c == column && r == 100 ? 1.0002 : 1)));
        Assert.NotNull(Suite.Wrong(expected, [.. run.Columns.Select((n, i) => i == column ? "other" : n)], run.Times, (r, c) => run.Rows[r][c]));
    }

    [Theory]
    [InlineData("macro_expression", "test_macro_expression.xmile", "EXPRESSION_MACRO", DynamicsCodes.UnknownFunction)]
    [InlineData("macro_multi_expression", "test_macro_multi_expression.xmile", "EXPRESSION_MACRO", DynamicsCodes.UnknownFunction)]
    [InlineData("non_negative_flows", "test_non_negative_flows.xmile", "</flow>", DynamicsCodes.Malformed)]
    [InlineData("non_negative_flows", "test_non_negative_flows_behavior.xmile", "</flow>", DynamicsCodes.Malformed)]
    [InlineData("subscript_constant_call", "test_subscript_constant_call.xmile", "???", DynamicsCodes.Equation)]
    [InlineData("subscript_mixed_assembly", "test_subscript_mixed_assembly.xmile", "???", DynamicsCodes.Equation)]
    [InlineData("subscript_subranges_equal", "test_subscript_subrange_equal.xmile", "???", DynamicsCodes.Equation)]
    [InlineData("subscript_updimensioning", "test_subscript_updimensioning.xmile", "???", DynamicsCodes.Equation)]
    public void Every_model_that_is_broken_is_refused_by_name_and_line(string of, string model, string named, string code)
    {
        Assert.SkipWhen(Suite.Folder is null, Absent);

        var refusal = Compiled(of, model).Refusal;

        Assert.NotNull(refusal);
        Assert.Equal(code, refusal.Code);
        Assert.Contains(named, refusal.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("line", refusal.Facts!.Keys);
    }

    private static KeyEcosystem.Kernel.Result<CompiledModel> Compiled(string of, string model)
    {
        var read = XmileReader.Read(File.ReadAllText(Path.Combine(Suite.Folder!, of, model)));
        return read.IsOk ? CompiledModel.Of(read.Value) : read.Refusal;
    }
}
