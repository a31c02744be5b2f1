using System.Text.Json;

namespace KeyEcosystem.Compute.Store;

/// <summary>The one spelling of JSON in this room's rows and facts.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Web);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Web)!;
}
