using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using KeyEcosystem.Compute.Work;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Reads one pipe of a job and cuts it into lines that a terminal can show without harm.</summary>
internal sealed unsafe class LinePump(int descriptor, bool error)
{
    private const string Noise = "unshare: sigprocmask unblock failed";
    private readonly byte[] buffer = new byte[16_384];
    private readonly List<byte> line = [];
    private readonly Queue<RunLine> pending = new();

    public int Descriptor => descriptor;

    public long Bytes { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>The last line that was cut.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Reads what is there.</summary>
    public void Read()
    {
        nint count;
        fixed (byte* into = buffer)
        {
            count = Libc.read(descriptor, into, buffer.Length);
        }

        if (count < 0)
        {
            return;
        }

        if (count == 0)
        {
            Ended = true;
            if (line.Count > 0)
            {
                Cut();
            }

            return;
        }

        Bytes += count;
        foreach (var b in buffer.AsSpan(0, (int)count))
        {
            if (b == '\n' || line.Count >= BoxLimits.LineBytes)
            {
                Cut();
            }

            if (b != '\n')
            {
                line.Add(b);
            }
        }
    }

    /// <summary>Hands the lines on; false when the reader is slow, and the job has to wait.</summary>
    public bool Drain(ChannelWriter<RunLine> to)
    {
        while (pending.TryPeek(out var next))
        {
            if (!to.TryWrite(next))
            {
                return false;
            }

            pending.Dequeue();
        }

        return true;
    }

    private void Cut()
    {
        var text = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(line));
        line.Clear();
        if (text.StartsWith(Noise, StringComparison.Ordinal))
        {
            return;
        }

        var plain = RunLine.Of(error, text);
        LastLine = plain.Text;
        pending.Enqueue(plain);
    }
}
