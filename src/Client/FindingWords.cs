using System.Text.RegularExpressions;

namespace KeyEcosystem.Client;

/// <summary>What an offline verification finds, in Chinese: of a log, of the proof of a record, of an agreement's document.</summary>
public static class FindingWords
{
    private static readonly (Regex Says, string Zh)[] Table =
    [
        Row("^line (.+): not an evidence export of version 1$", "第 $1 行：不是第 1 版存证导出文件"),
        Row("^line (.+): the suite \"(.+)\" is not known here$", "第 $1 行：未知的密码套件“$2”"),
        Row("^line (.+): record (.+) expected; a record was removed, added or moved$", "第 $1 行：应为第 $2 条记录；记录被删除、添加或移动"),
        Row("^line (.+): not a record of the suite \"(.+)\" in its one spelling$", "第 $1 行：不是套件“$2”唯一写法的记录"),
        Row("^line (.+): a signed head is missing or malformed; the file was cut or changed$", "第 $1 行：缺少签名的根或其格式有误；文件被截断或更改"),
        Row("^line (.+): something follows the head$", "第 $1 行：根之后还有内容"),
        Row("^line (.+): the last line has no end; the file was cut or changed$", "第 $1 行：末行不完整；文件被截断或更改"),
        Row("^line (.+): a byte that no record holds$", "第 $1 行：含有记录中不会出现的字节"),
        Row("^witnessed heads of (.+) records: two roots for one size; the node showed different logs to different people$", "见证的根（$1 条记录）：同一长度有两个根；节点向不同的人出示了不同的日志"),
        Row("^witnessed head of (.+) records: it is of node \"(.+)\", the file of \"(.+)\"$", "见证的根（$1 条记录）：属于节点“$2”，文件属于“$3”"),
        Row("^witnessed head of (.+) records: it is of another suite, or its signature is wrong; the witness file was changed$", "见证的根（$1 条记录）：套件不同或签名有误；见证文件被更改"),
        Row("^witnessed head of (.+) records: the log has only (.+); records were removed$", "见证的根（$1 条记录）：日志只有 $2 条；记录被删除"),
        Row("^witnessed head of (.+) records: its root is not the log's; the log was rewritten$", "见证的根（$1 条记录）：与日志的根不符；日志被改写"),
        Row("^receipt of (.+): it is not of this node and key, or its signature is wrong$", "$1 的回执：不属于该节点与公钥，或签名有误"),
        Row("^receipt of (.+): the log does not hold the record that the node acknowledged$", "$1 的回执：日志中没有节点已确认的该记录"),
        Row("^the head is of node \"(.+)\", the file of \"(.+)\"$", "根属于节点“$1”，文件属于“$2”"),
        Row("^the records do not lead to the signed root of (.+) records$", "记录与已签名的根（$1 条记录）不符"),
        Row("^the head is signed with a key that is not the trusted one$", "根由不受信任的密钥签署"),
        Row("^the head is of the suite \"(.+)\", the file of \"(.+)\"$", "根属于套件“$1”，文件属于“$2”"),
        Row("^the signature of the head is wrong$", "根的签名有误"),
        Row("^the head is malformed$", "根的格式有误"),
        Row("^the head is of the suite \"(.+)\", which is not known here$", "根属于未知的密码套件“$1”"),
        Row("^the record is not in its one spelling$", "记录不是其唯一写法"),
        Row("^a hash of the path is not in its one spelling$", "路径中的哈希不是其唯一写法"),
        Row("^the record does not lead to the signed root$", "记录与已签名的根不符"),
        Row("^the file is no proof of a record$", "文件不是记录的证明"),
        Row("^the document is not the one that the hash names$", "文件与所报哈希不符"),
        Row("^the document names no (.+), or is not in its one spelling$", "文件未载明$1，或不是其唯一写法"),
        Row("^the (.+) has not signed$", "$1尚未签署"),
        Row("^the (.+)'s signature is of (.+), the document names (.+)$", "$1的签名属于 $2，文件载明的是 $3"),
        Row("^the (.+)'s key is not the one you know$", "$1的公钥与您已知的不符"),
        Row("^the (.+)'s signature is not of this document and key$", "$1的签名与文件及公钥不符"),
    ];

    /// <summary>The Chinese; empty for a finding that is not known.</summary>
    /// <param name="finding">What was found, in English.</param>
    public static string Chinese(string finding)
    {
        foreach (var (says, zh) in Table)
        {
            if (says.Match(finding) is { Success: true } found)
            {
                return found.Result(zh).Replace("provider", "提供方", StringComparison.Ordinal).Replace("consumer", "使用方", StringComparison.Ordinal);
            }
        }

        return "";
    }

    /// <summary>The finding with its Chinese.</summary>
    /// <param name="finding">What was found, in English.</param>
    public static string Both(string finding) => Chinese(finding) is { Length: > 0 } zh ? $"{finding} {zh}" : finding;

    private static (Regex Says, string Zh) Row(string says, string zh) => (new Regex(says, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), zh);
}
