using System.Net;

namespace KeyEcosystem.Client;

/// <summary>The node said no, with a reason.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Stable code of the refusal; empty when the answer was no problem+json.</param>
/// <param name="title">What happened.</param>
/// <param name="detail">Which thing and what to do.</param>
/// <param name="body">The whole problem as JSON.</param>
/// <param name="facts">The reasons as data; null for none.</param>
public sealed class NodeProblemException(HttpStatusCode status, string code, string title, string detail, string body, IReadOnlyDictionary<string, string>? facts = null) : Exception($"{title} {detail}")
{
    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>Stable code of the refusal.</summary>
    public string Code { get; } = code;

    /// <summary>What happened.</summary>
    public string Title { get; } = title;

    /// <summary>Which thing and what to do.</summary>
    public string Detail { get; } = detail;

    /// <summary>The reasons as data, e.g. <c>field</c>, <c>reason0.code</c>, <c>reason0.zh</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; } = facts ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The whole problem as JSON.</summary>
    public string Body { get; } = body;
}
