using System.Text;

namespace KeyEcosystem.Cli;

/// <summary>The standard output; where it takes no more, as when it is a file on a full disk, that is said of it: the system names no file then.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class StandardOutput(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override IFormatProvider FormatProvider => inner.FormatProvider;

    /// <inheritdoc/>
    public override void Write(char value) => Told(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Told(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Told(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Told(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Told(inner.Flush);

    private static void Told(Action write)
    {
        try
        {
            write();
        }
        catch (IOException wrong)
        {
            throw new UsageException($"The standard output takes no more, and what was to be shown is not whole: {wrong.Message.TrimEnd('.')}. 标准输出无法写入，结果不完整（系统答复：{wrong.Message}）。");
        }
    }
}
