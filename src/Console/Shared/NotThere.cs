using System.Net;
using KeyEcosystem.Client;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>An address whose id can't be one: answered as the node answers an id that it does not know.</summary>
internal static class NotThere
{
    public static NodeProblemException Of(string code) => new(HttpStatusCode.NotFound, code, "There is no such thing.", "", "");
}
