using System.Text;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>A member's name, met in the objects of a table.</summary>
/// <param name="name">The name, without escapes.</param>
/// <param name="position">How many others were met before it.</param>
internal sealed class JsonColumn(string name, int position)
{
    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(name);

    /// <summary>The name, without escapes.</summary>
    public string Name { get; } = name;

    /// <summary>The same in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => utf8;

    /// <summary>How many others were met before it.</summary>
    public int Position { get; } = position;

    /// <summary>Of the reading of an object that met it last: an object has each member once.</summary>
    public long MetIn { get; set; }

    /// <summary>Its class (<see cref="RowJudge.ClassOf"/>).</summary>
    public int Class { get; set; }

    /// <summary>Where its value stands among those that decide about a row; -1 where it decides nothing.</summary>
    public int Cell { get; set; } = -1;
}
