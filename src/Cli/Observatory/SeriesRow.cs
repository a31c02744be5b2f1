using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>One series of a file, and how to say of it what can't be forecast.</summary>
internal sealed record SeriesRow(string Id, string Period, int M, ForecastRequest Request, Func<Refusal, Exception> Wrong);
