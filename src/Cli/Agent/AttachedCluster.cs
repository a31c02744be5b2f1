using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Cli.Agent;

/// <summary>The cluster of an agent, and how runs are asked of it.</summary>
/// <param name="Backend">Its adapter.</param>
/// <param name="SubmissionOf">An order and its folder in the cluster's words.</param>
/// <param name="GangDevices">Devices of a gang that go to one machine, when it is to be spread over several; 0 where a run has one machine only.</param>
internal sealed record AttachedCluster(IClusterBackend Backend, Func<RunOrder, string, BackendSubmission> SubmissionOf, int GangDevices);
