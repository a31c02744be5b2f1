namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>What a word of an equation is.</summary>
internal enum TokenKind
{
    Number,
    Name,
    Quoted,
    Mark,
    End,
}
