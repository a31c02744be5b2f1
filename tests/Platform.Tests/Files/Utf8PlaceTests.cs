using System.IO.Compression;
using System.Text;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform.Files;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Files;

public sealed class Utf8PlaceTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 81_917)]
    [InlineData(false, 81_918)]
    [InlineData(true, 163_838)]
    public void The_line_and_the_byte_of_what_is_no_text_are_found_wherever_blocks_end(bool zipped, int before)
    {
        using var folder = new TestFolder("keyeco-utf8-");
        byte[] well = [.. Enumerable.Repeat((byte)'x', before), .. Encoding.UTF8.GetBytes("卡时\n卡")];

        Assert.Null(Utf8Place.FirstWrong(Written(folder, zipped, well)));
        Assert.Equal((2, 4), Utf8Place.FirstWrong(Written(folder, zipped, [.. well, 0xff, (byte)'a'])));
        Assert.Equal((2, 4), Utf8Place.FirstWrong(Written(folder, zipped, [.. well, 0xe5, 0x8d])));
    }

    private static string Written(TestFolder folder, bool zipped, byte[] bytes)
    {
        var path = Path.Combine(folder.Path, "file");
        using Stream file = File.Create(path);
        using var stream = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }
}
