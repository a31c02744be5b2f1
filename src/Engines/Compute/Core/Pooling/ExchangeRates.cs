using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>How fast a kind of job runs on each accelerator model, as measured: the rate at which unlike devices are exchanged.</summary>
public sealed class ExchangeRates
{
    private const string Suffix = "_steps_per_s";
    private readonly Dictionary<(string Kind, int Devices), double[]> rates;

    private ExchangeRates(IReadOnlyList<string> models, Dictionary<(string Kind, int Devices), double[]> rates)
    {
        Models = models;
        this.rates = rates;
    }

    /// <summary>Models that were measured.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>Kinds of job and sizes of gang that were measured.</summary>
    public IReadOnlyCollection<(string Kind, int Devices)> Kinds => rates.Keys;

    /// <summary>Reads a table of measured throughputs: job_type, scale_factor, and a column <c>MODEL_steps_per_s</c> for each model; 0: the job can't run there.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="lines">Its lines.</param>
    public static Result<ExchangeRates> Parse(string file, IEnumerable<string> lines)
    {
        var text = lines.ToList();
        var table = CsvTable.Open(file, text, ["job_type", "scale_factor"]);
        if (!table.IsOk)
        {
            return table.Refusal;
        }

        var columns = text[0].TrimStart('\uFEFF').Split(',').Select(c => c.Trim()).Where(c => c.EndsWith(Suffix, StringComparison.Ordinal)).ToList();
        if (columns.Count == 0)
        {
            return new Refusal("compute.file.column", "A file lacks a column.", $"{file}, line 1: no column that ends in {Suffix}; name one for each model, such as v100{Suffix}.");
        }

        var measuredOf = new Dictionary<(string Kind, int Devices), double[]>();
        foreach (var row in table.Value.Rows())
        {
            if (row.Refusal is { } broken)
            {
                return broken;
            }

            if (row.Number("scale_factor", int.MaxValue) is not ({ } devices and > 0))
            {
                return row.OutOf("scale_factor", 1, int.MaxValue);
            }

            var measured = new double[columns.Count];
            for (var i = 0; i < columns.Count; i++)
            {
                if (row.Real(columns[i]) is not { } rate)
                {
                    return row.Wrong(columns[i], "steps per second, not negative; 0 where the job can't run", "每秒步数，不为负；不能运行处为 0");
                }

                measured[i] = rate;
            }

            if (!measuredOf.TryAdd((row.Text("job_type"), (int)devices), measured))
            {
                return row.Wrong("job_type", "measured once with this many devices; a line above has it already", "同一设备数只出现一次");
            }
        }

        return measuredOf.Count == 0 ? CsvTable.Empty(file, "rates", "速率") : new ExchangeRates([.. columns.Select(c => c[..^Suffix.Length])], measuredOf);
    }

    /// <summary>How many devices of one model do the work of one of another; null where either can't run the job or was not measured.</summary>
    /// <param name="kind">Kind of job.</param>
    /// <param name="devices">Devices of its gang.</param>
    /// <param name="wanted">The model whose work is to be done.</param>
    /// <param name="offered">The model that is there.</param>
    public double? DevicesFor(string kind, int devices, string wanted, string offered) =>
        Rate(kind, devices, wanted) is { } has && Rate(kind, devices, offered) is { } gets ? has / gets : null;

    /// <summary>
    /// Devices of an unlike model that do the work of a gang in the same time, rounded up. Of a size that was not measured, the largest measured one below it speaks, else the smallest.
    /// </summary>
    /// <param name="kind">Kind of job.</param>
    /// <param name="devices">Devices of its gang.</param>
    /// <param name="wanted">The model of these.</param>
    /// <param name="offered">The model that is there.</param>
    /// <returns>How many; 0: the job can't run there; null: not measured, so that nothing is exchanged.</returns>
    public int? Gang(string kind, int devices, string wanted, string offered)
    {
        var sizes = rates.Keys.Where(k => k.Kind == kind).Select(k => k.Devices).Order().ToList();
        if (sizes.Count == 0 || string.Equals(wanted, offered, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var size = sizes.FindLast(s => s <= devices) is > 0 and var below ? below : sizes[0];
        return !Models.Contains(offered, StringComparer.OrdinalIgnoreCase) ? null
            : Rate(kind, size, offered) is null ? 0
            : DevicesFor(kind, size, wanted, offered) is { } each ? Math.Max(1, (int)Math.Ceiling((devices * each) - 1e-9))
            : null;
    }

    /// <summary>Models on which the job can run, the fastest first.</summary>
    /// <param name="kind">Kind of job.</param>
    /// <param name="devices">Devices of its gang.</param>
    public IReadOnlyList<string> Runnable(string kind, int devices) =>
        [.. Models.Where(m => Rate(kind, devices, m) is not null).OrderByDescending(m => Rate(kind, devices, m)).ThenBy(m => m, StringComparer.Ordinal)];

    private double? Rate(string kind, int devices, string model)
    {
        for (var i = 0; i < Models.Count; i++)
        {
            if (string.Equals(Models[i], model, StringComparison.OrdinalIgnoreCase))
            {
                return rates.TryGetValue((kind, devices), out var measured) && measured[i] > 0 ? measured[i] : null;
            }
        }

        return null;
    }
}
