using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Api;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Tests.Work;

/// <summary>Reads data sets as a call over HTTP does.</summary>
internal static class Reading
{
    public static async Task<Result<ContentResult>> Send(TestRoom room, AssetView asset, Caller who, string? range, string? use, AgreementId? under = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Range = range;
        http.Request.Headers["Use-Id"] = use;
        return await room.Get<ContentDoor>().Send(asset.Id, new Reader(who, "", under), http.Request, null, default);
    }

    public static async Task<(string Text, HttpResponse Head)> Read(TestRoom room, AssetView asset, Caller? who = null, string? range = null, string? use = null)
    {
        var (bytes, head) = await Bytes(room, asset, who, range, use);
        return (Encoding.UTF8.GetString(bytes), head);
    }

    public static async Task<(byte[] Bytes, HttpResponse Head)> Bytes(TestRoom room, AssetView asset, Caller? who = null, string? range = null, string? use = null)
    {
        var sent = TestRoom.Ok(await Send(room, asset, who ?? room.Consumer, range, use));
        var body = new MemoryStream();
        var http = new DefaultHttpContext { Response = { Body = body } };
        await sent.ExecuteAsync(http);
        await http.Response.BodyWriter.FlushAsync();
        return (body.ToArray(), http.Response);
    }
}
