using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace KeyEcosystem.Cli.Demo;

/// <summary>The table that the factory of the demonstration publishes.</summary>
/// <param name="Title">Its name in the catalogue.</param>
/// <param name="Bytes">The CSV.</param>
internal sealed record DemoData(string Title, byte[] Bytes)
{
    private const long BytesMax = 512L << 20;

    /// <summary>The file that was named, unpacked if need be; without one a made-up table.</summary>
    /// <exception cref="UsageException">The file can't be read or is no CSV.</exception>
    public static async Task<DemoData> Read(string? path, CancellationToken stop)
    {
        if (path is null)
        {
            return new DemoData("能耗表 energy meters", Sample());
        }

        try
        {
            await using var file = File.OpenRead(path);
            await using var text = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var bytes = new MemoryStream();
            var part = new byte[81920];
            for (var n = await text.ReadAsync(part, stop); n > 0; n = await text.ReadAsync(part, stop))
            {
                if (bytes.Length + n > BytesMax)
                {
                    throw new UsageException($"--dataset: \"{path}\" has more than {BytesMax >> 20} MiB; the demonstration takes a smaller table. --dataset：文件过大。");
                }

                bytes.Write(part, 0, n);
            }

            var read = bytes.ToArray();
            return read.AsSpan().IndexOf((byte)'\n') > 0 && !read.AsSpan().Contains((byte)0)
                ? new DemoData("能耗表 energy meters", read)
                : throw new UsageException($"--dataset: \"{path}\" is no CSV: a line of column names and lines of values are needed. --dataset：不是 CSV 文件。");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"--dataset: \"{path}\" can't be read: {e.Message} --dataset：无法读取文件。");
        }
    }

    /// <summary>A year of quarter-hourly meters of a made-up plant; the same bytes every time.</summary>
    private static byte[] Sample()
    {
        var text = new StringBuilder("time,usage_kwh,co2_t\n");
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 35_040; i++)
        {
            var kwh = 20 + (15 * Math.Sin(i * Math.PI / 48)) + (i % 7);
            text.Append(CultureInfo.InvariantCulture, $"{start.AddMinutes(15 * i):yyyy-MM-dd'T'HH:mm:ss'Z'},{kwh:0.00},{kwh * 0.00057:0.0000}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
