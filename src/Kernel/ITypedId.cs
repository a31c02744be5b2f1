namespace KeyEcosystem.Kernel;

/// <summary>An id that cannot be mistaken for another noun's id.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>Lower-case letters before the underscore of the text form.</summary>
    static abstract string Prefix { get; }

    /// <summary>The UUID itself.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    /// <param name="value">Any UUID; the caller vouches for the noun.</param>
    static abstract TSelf From(Guid value);
}
