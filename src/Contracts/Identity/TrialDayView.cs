namespace KeyEcosystem.Contracts.Identity;

/// <summary>What a tenant on trial has used in a day (UTC), and what it may.</summary>
/// <param name="Ends">When the day ends and the next begins with nothing used.</param>
/// <param name="Uses">Uses so far.</param>
/// <param name="UsesMax">Uses a day at most.</param>
/// <param name="Bytes">Bytes read so far.</param>
/// <param name="BytesMax">Bytes a day at most.</param>
/// <param name="DeviceMs">Devices times milliseconds so far; running jobs count with all that they reserve.</param>
/// <param name="DeviceMsMax">Devices times milliseconds a day at most.</param>
public sealed record TrialDayView(DateTimeOffset Ends, long Uses, long UsesMax, long Bytes, long BytesMax, long DeviceMs, long DeviceMsMax);
