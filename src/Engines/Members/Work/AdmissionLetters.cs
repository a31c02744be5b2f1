using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Store;
using KeyEcosystem.Platform.Identity;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Members.Work;

/// <summary>Tells the people of a member, once it is on record, that it was admitted, suspended or reinstated.</summary>
internal sealed partial class AdmissionLetters(UserDirectory users, IOutgoingMail mail, NodeIdentityOptions node, ILogger<AdmissionLetters> log)
{
    /// <summary>Writes to every active account whose name is an address. A letter that can't be written undoes nothing: the member's state stands in the console.</summary>
    public async Task Tell(MemberRow member, string step, CancellationToken stop)
    {
        if (Words(step) is not { } words)
        {
            return;
        }

        foreach (var account in await users.RolesTold(new MemberId(member.Id), stop))
        {
            if (!account.LoginName.Contains('@', StringComparison.Ordinal))
            {
                continue;
            }

            try
            {
                await mail.Send(new OutgoingMail(account.LoginName, $"{member.NameZh}{words.Zh} · {member.NameEn} {words.En}", $"{words.NextZh}\n{words.NextEn}\n\n{node.PublicUrl}\nkeyeco me --url {node.PublicUrl}\n"), stop);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogUnwritten(log, new MemberId(member.Id).ToString(), step, failure.GetType().Name);
            }
        }
    }

    private static (string Zh, string En, string NextZh, string NextEn)? Words(string step) => step switch
    {
        "admit" => ("已获准入", "is admitted", "您现在是本机构管理员：可发布资产、签署协议、邀请同事，不再受试用限额约束。仅面向试用者的要约，其协议不再适用：请按正式要约重新申请协议。", "You are its administrator now: you may publish, sign and invite, without the caps of a trial. Agreements on offers that are for trials alone no longer serve: ask for one on the ordinary offer."),
        "suspend" => ("已被暂停", "is suspended", "机构目前不能提供或使用资源；既有记录保留。请联系运营方。", "It may neither offer nor use for now; its records stand. Ask the operator of the node."),
        "reinstate" => ("已恢复资格", "is reinstated", "机构可重新提供和使用资源。", "It may offer and use again."),
        _ => null,
    };

    [LoggerMessage(EventId = 330, Level = LogLevel.Warning, Message = "A letter to the people of {Member} about the step {Step} could not be written ({Failure})")]
    private static partial void LogUnwritten(ILogger log, string member, string step, string failure);
}
