namespace KeyEcosystem.Compute.Sandbox;

/// <summary>What runs in a box.</summary>
/// <param name="Name">What the job may know of itself, as <c>JOB_ID</c>.</param>
/// <param name="Folder">Folder of the machine with the inputs in <c>in</c>; <c>etc</c>, <c>root</c> and <c>result</c> are made beside it.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Limits">What it may take.</param>
/// <param name="User">User id outside, when the node is root: one that no other box has now.</param>
/// <param name="Walls">Which walls stand.</param>
internal sealed record BoxJob(string Name, string Folder, IReadOnlyList<string> Command, BoxLimits Limits, uint User, BoxWalls Walls);
