namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>The whole distribution of what comes.</summary>
/// <param name="Space">The scale in which it is kept.</param>
/// <param name="Centres">The middle of each step.</param>
/// <param name="Sizes">How large an error of 1 is at each step.</param>
/// <param name="Rows">Quantiles of errors at each step.</param>
/// <param name="Lasting">Which part of an error lasts to the next steps, 0 to 1: 1 is a random walk, 0 has every step by itself.</param>
internal sealed record Outlook(Space Space, double[] Centres, double[] Sizes, double[][] Rows, double Lasting);
