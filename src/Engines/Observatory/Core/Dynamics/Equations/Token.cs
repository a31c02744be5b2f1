namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>A word of an equation.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Value)
{
    public bool Is(string mark) => Kind == TokenKind.Mark && Text == mark;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
