using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>One step of a program over places of memory.</summary>
/// <param name="Op">What is done.</param>
/// <param name="To">Where the outcome goes.</param>
/// <param name="A">First argument.</param>
/// <param name="B">Second argument.</param>
/// <param name="C">Third argument.</param>
/// <param name="Extra">Table, history, stream, input, or length of a range.</param>
internal readonly record struct Instruction(Op Op, int To, int A, int B, int C, int Extra);
