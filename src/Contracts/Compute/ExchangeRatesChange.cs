namespace KeyEcosystem.Contracts.Compute;

/// <summary>Sets the rates at which unlike devices are exchanged.</summary>
/// <param name="Table">CSV job_type, scale_factor, and a column MODEL_steps_per_s for each device model; 0 where the job can't run. Models are those of pools, whatever the case.</param>
public sealed record ExchangeRatesChange(string Table);
