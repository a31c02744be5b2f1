using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;

namespace KeyEcosystem.Compute.Work;

/// <summary>The end of a sealed run as everybody is told it, and what goes into the airlock with it.</summary>
internal sealed record SealedEnd(JobStep Step, string Outcome, string Statement, IReadOnlyList<HeldOutput> Held);
