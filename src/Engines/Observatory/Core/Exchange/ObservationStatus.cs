namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>A status of observations, as in the code list CL_OBS_STATUS of SDMX.</summary>
/// <param name="Code">Its letter.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="IsMissing">Whether there is no value: of all others there is one.</param>
public sealed record ObservationStatus(string Code, string En, string Zh, bool IsMissing = false);
