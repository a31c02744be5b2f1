using System.Globalization;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Platform.Http;

/// <summary>How uploads that go on where they broke off say where they are.</summary>
public static class UploadOffset
{
    /// <summary>The header.</summary>
    public const string Header = "Upload-Offset";

    /// <summary>Where the sender says that its bytes belong.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The offset, or <c>input.field</c>.</returns>
    public static Result<long> Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var said = request.Headers[Header].ToString();
        return long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : Refusal.Field(Header, "the number of bytes that have arrived, as HEAD says", said);
    }

    /// <summary>Says how many bytes have arrived.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="arrived">How many.</param>
    public static void Say(HttpResponse response, long arrived)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers[Header] = arrived.ToString(CultureInfo.InvariantCulture);
    }
}
