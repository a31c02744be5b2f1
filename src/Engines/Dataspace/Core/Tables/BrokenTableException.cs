namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// A table is not of its form. It tells where, and never what stands there: who reads why may not be allowed to see the cell.
/// </summary>
/// <param name="en">What is wrong and where, in English.</param>
/// <param name="zh">In Chinese.</param>
internal sealed class BrokenTableException(string en, string zh) : Exception(en)
{
    /// <summary>In Chinese.</summary>
    public string Zh { get; } = zh;
}
