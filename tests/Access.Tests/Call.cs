using System.Text;

namespace KeyEcosystem.Access.Tests;

/// <summary>A request but for the credential.</summary>
/// <param name="Path">Path with query, without the leading slash.</param>
/// <param name="Json">Body, when there is one.</param>
/// <param name="Bytes">Body that is not JSON.</param>
/// <param name="Header">A header that the endpoint asks for, as name and value.</param>
internal sealed record Call(string Path, string? Json = null, byte[]? Bytes = null, (string Name, string Value)? Header = null)
{
    public HttpContent? Content() =>
        Json is not null ? new StringContent(Json, Encoding.UTF8, "application/json") : Bytes is not null ? new ByteArrayContent(Bytes) : null;
}
