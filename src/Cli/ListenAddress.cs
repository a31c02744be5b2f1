using System.Net;
using System.Net.Sockets;

namespace KeyEcosystem.Cli;

/// <summary>The address that a node will listen on, tried before anything of the node is opened: what stands in the way is then told in a line, by the option.</summary>
internal static class ListenAddress
{
    /// <summary>Reads it.</summary>
    /// <param name="text">What was given as <c>--urls</c>.</param>
    /// <exception cref="UsageException">It is no address.</exception>
    public static Uri Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UsageException($"--urls: \"{text}\" is no address such as http://127.0.0.1:5080. --urls：“{text}”不是地址，应形如 http://127.0.0.1:5080。");

    /// <summary>Listens there for a moment.</summary>
    /// <param name="address">The address; one that leaves the port to the system is free.</param>
    /// <exception cref="UsageException">It can't be listened on; the message says why.</exception>
    public static void Try(Uri address)
    {
        if (address.Port == 0)
        {
            return;
        }

        // As the server does: a name that is not this machine's own loop means every address of it.
        var at = IPAddress.TryParse(address.DnsSafeHost, out var ip) ? ip : address.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(at, address.Port));
            socket.Listen();
        }
        catch (SocketException wrong)
        {
            throw Refused(address, wrong);
        }
    }

    /// <summary>Why it can't be listened on, in words.</summary>
    /// <param name="address">The address.</param>
    /// <param name="wrong">What the system said.</param>
    private static UsageException Refused(Uri address, SocketException wrong)
    {
        var at = address.GetLeftPart(UriPartial.Authority);
        var (en, zh) = wrong.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => ("another program, perhaps another node, listens there already", "该地址已被其他程序（或另一节点）占用"),
            SocketError.AccessDenied => ("the system permits it to administrators only, as ports below 1024", "系统仅允许管理员监听该端口（如 1024 以下的端口）"),
            SocketError.AddressNotAvailable => ("this machine has no such address", "本机没有该地址"),
            _ => (wrong.Message.TrimEnd('.'), $"系统答复：{wrong.Message}"),
        };
        return new UsageException($"--urls: {at} can't be listened on: {en}. End that program or name another, as --urls http://127.0.0.1:{(address.Port < 65_000 ? address.Port + 10 : 5090)}. --urls：无法监听 {at}：{zh}；请结束该程序，或另选地址。");
    }
}
