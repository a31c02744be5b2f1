using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Evidence;

/// <summary>Words of the evidence pages.</summary>
internal static class EvidenceWords
{
    public static readonly Text Title = new("存证", "Evidence");
    public static readonly Text Lead = new("每次操作都有记录，记录链入带签名的默克尔树。您看到的是本机构的记录；审计、监管与运营者可见全部。", "Every act has its record in a signed Merkle log. You see your organisation's records; auditors, regulators and operators see all.");
    public static readonly Text Head = new("签名树头", "Signed head");
    public static readonly Text Size = new("记录数", "Records");
    public static readonly Text Root = new("根哈希", "Root");
    public static readonly Text Key = new("公钥", "Public key");
    public static readonly Text Signature = new("签名", "Signature");
    public static readonly Text SignatureHolds = new("签名有效", "The signature holds");
    public static readonly Text SignatureWrong = new("签名无效", "The signature is wrong");
    public static readonly Text Records = new("记录", "Records");
    public static readonly Text About = new("对象编号", "About the thing with this id");
    public static readonly Text Sequence = new("序号", "No.");
    public static readonly Text At = new("时间", "At");
    public static readonly Text Verb = new("操作", "Act");
    public static readonly Text Subject = new("对象", "Subject");
    public static readonly Text Outcome = new("结果", "Outcome");
    public static readonly Text Proof = new("验证", "Verify");
    public static readonly Text ProofOf = new("验证第 {0} 条记录", "Verify record {0}");
    public static readonly Text ProofTitle = new("记录 {0} 的证明", "Proof of record {0}");
    public static readonly Text Holds = new("证明成立：该记录确在签名树头所覆盖的日志中，且未被更改。", "The proof holds: the record is in the log under the signed head, unchanged.");
    public static readonly Text Fails = new("证明不成立：{0}", "The proof does not hold: {0}");
    public static readonly Text Leaf = new("记录的唯一写法", "The record in its one spelling");
    public static readonly Text Path = new("到根的路径（{0} 个哈希）", "Path to the root ({0} hashes)");
    public static readonly Text Back = new("全部记录", "All records");
    public static readonly Text Offline = new("离线验证：审计员、监管方与运营方用 keyeco evidence export 导出全部日志，再用 keyeco evidence verify 验证；任何人可用 keyeco evidence proof 取得与本方有关的单条记录的证明，再用 keyeco evidence check 验证。", "To verify offline: auditors, regulators and operators take the whole log by keyeco evidence export and check it by keyeco evidence verify; everybody takes the proof of a record of theirs by keyeco evidence proof and checks it by keyeco evidence check.");
    public static readonly Text Empty = new("没有符合条件的记录。", "No record fits.");
}
