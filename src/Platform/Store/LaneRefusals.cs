using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Store;

/// <summary>What the lane says when a row is not as the command wants it, the same on both stores. People read it: it names no table.</summary>
internal static class LaneRefusals
{
    public static Refusal Of(PreparedRow row) => row.Kind switch
    {
        RowChangeKind.Add => new Refusal("reservation.exceeded", "There is not enough left.", "What is asked for would go beyond what is there or may be: ask for less, or later. 所求超出现有或允许的数量：请减少，或稍后再试。"),
        RowChangeKind.Insert => Exists,
        _ => new Refusal("state.stale", "This was changed meanwhile.", "Somebody else was first: read it again and repeat. 已被他人先行修改：请重新读取后再试。"),
    };

    public static Refusal Exists => new("state.exists", "This is there already.", "Something with the same id or the same unique value is there: read it, or choose another. 已有相同编号或唯一值的记录：请读取该记录，或另选一个。");

    public static Refusal Unfit => new("command.invalid", "The store refuses this.", "A value does not fit: it is too long, too large, or not allowed there. 某个值无法写入：过长、过大或不被允许。");
}
