using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A job that is to move to another device of its pool.</summary>
/// <param name="Job">The job.</param>
/// <param name="Milli">Thousandths that it holds.</param>
/// <param name="From">Number of its shared device among those of the plan.</param>
/// <param name="To">Number of the one that it is to go to.</param>
public sealed record TidyMoveView(JobId Job, int Milli, int From, int To);
