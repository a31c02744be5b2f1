namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>A method whose structure was chosen on a series; it fits its numbers to any beginning of that series and forecasts it.</summary>
/// <param name="Method">Which it is.</param>
/// <param name="Forecast">From values and a number of steps to the values ahead.</param>
internal sealed record Member(ForecastMethod Method, Func<double[], int, double[]> Forecast);
