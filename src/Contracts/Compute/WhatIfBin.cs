namespace KeyEcosystem.Contracts.Compute;

/// <summary>A stretch of a replayed time.</summary>
/// <param name="FromHours">Its beginning, hours after the first moment of the jobs.</param>
/// <param name="Used">Devices held, on average.</param>
/// <param name="Waited">Devices that jobs which had not started yet asked for, on average.</param>
public sealed record WhatIfBin(double FromHours, double Used, double Waited);
