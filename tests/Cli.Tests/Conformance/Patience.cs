using System.Text.Json;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Waits for what comes by itself.</summary>
internal static class Patience
{
    private const int TriesMax = 600;

    /// <summary>What is read as soon as it holds.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        for (var i = 0; i < TriesMax; i++)
        {
            var value = await read();
            if (holds(value))
            {
                return value;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"It did not come to pass; last {JsonSerializer.Serialize(await read())}");
    }
}
