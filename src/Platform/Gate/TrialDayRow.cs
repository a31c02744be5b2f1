using System.Security.Cryptography;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

/// <summary>What a member on trial has used in a day, and what it may.</summary>
public sealed class TrialDayRow : IRow
{
    /// <summary>Made of member and day, so that a day is there once.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>Whose day.</summary>
    public required Guid Member { get; init; }

    /// <summary>Uses so far.</summary>
    public required long Uses { get; init; }

    /// <summary>Uses of the day at most.</summary>
    public required long UsesMax { get; init; }

    /// <summary>Bytes so far.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the day at most.</summary>
    public required long BytesMax { get; init; }

    /// <summary>Devices times milliseconds so far, reserved ones included.</summary>
    public required long DeviceMs { get; init; }

    /// <summary>Devices times milliseconds of the day at most.</summary>
    public required long DeviceMsMax { get; init; }

    /// <summary>The id of a member's day.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="at">An instant of the day.</param>
    public static Guid IdOf(MemberId member, DateTimeOffset at)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"trial:{member}:{at.UtcDateTime:yyyyMMdd}"), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
