using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Search;

/// <summary>One gram of one thing's text. The key alone says everything, so that a search is a walk along it.</summary>
public sealed class SearchGramRow
{
    /// <summary>Scope, gram and the thing's UUID, see <see cref="Prefix"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What all keys of one gram in one scope begin with.</summary>
    /// <param name="scope">One letter an engine chose: a for assets, m for members.</param>
    /// <param name="gram">One or two characters.</param>
    public static string Prefix(char scope, string gram) => $"{scope}:{gram}:";

    /// <summary>Adds the rows by which a thing is found to the change that makes it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="scope">One letter an engine chose.</param>
    /// <param name="id">The thing.</param>
    /// <param name="normal">Its text in normal form; it does not change.</param>
    public static Change Insert(Change change, char scope, Guid id, string normal)
    {
        foreach (var gram in SearchText.Grams(normal))
        {
            change.Insert(new SearchGramRow { Key = $"{Prefix(scope, gram)}{id:n}" });
        }

        return change;
    }
}
