namespace KeyEcosystem.Client;

/// <summary>Hands over the signed receipt of every change: kept, it proves the change even against the node.</summary>
/// <param name="inner">The connection underneath.</param>
/// <param name="keep">Told of each receipt in its one spelling.</param>
public sealed class ReceiptHandler(HttpMessageHandler inner, Action<string> keep) : DelegatingHandler(inner)
{
    /// <summary>Name of the header that carries receipts.</summary>
    public const string Header = "Keyeco-Receipt";

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues(Header, out var values))
        {
            foreach (var receipt in values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            {
                keep(receipt);
            }
        }

        return answer;
    }
}
