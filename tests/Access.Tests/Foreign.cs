namespace KeyEcosystem.Access.Tests;

/// <summary>What a caller of another member gets who sends the very request that succeeds for the owner.</summary>
internal enum Foreign
{
    /// <summary>The same as everybody: it belongs to the ecosystem.</summary>
    Shared,

    /// <summary>A success that concerns the own member only.</summary>
    Own,

    /// <summary>404: there is no such thing of yours.</summary>
    Hidden,

    /// <summary>403: not for another member.</summary>
    Refused,

    /// <summary>422: the Gate refuses the use, with its reasons.</summary>
    Gate,

    /// <summary>400: what was sent proves something of the member that made it only.</summary>
    Bound,
}
