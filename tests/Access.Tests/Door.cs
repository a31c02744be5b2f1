using System.Net;

namespace KeyEcosystem.Access.Tests;

/// <summary>One endpoint: who may, what a legitimate call is, and what another member gets.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Route pattern as the node maps it.</param>
/// <param name="May">Roles of the own member that may.</param>
/// <param name="Foreign">What another member with the same role gets.</param>
/// <param name="Prepare">Makes what the call needs and gives the call; it succeeds once for the owner.</param>
internal sealed record Door(string Method, string Pattern, IReadOnlyList<string> May, Foreign Foreign, Func<World, Task<Call>> Prepare)
{
    /// <summary>What another member gets who has sent the very request before, where that may succeed only once.</summary>
    public HttpStatusCode? Again { get; init; }

    public string Name => $"{Method} {Pattern}";
}
