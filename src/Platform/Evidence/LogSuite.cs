using System.Text;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>The suite of this node's log: what its first record says, else what the node was told. The log itself is where it is kept, so the two can't differ.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="options">What the node was told.</param>
public sealed class LogSuite(IDbContextFactory<NodeContext> contexts, StoreOptions options)
{
    private CryptoSuite? suite;

    /// <summary>The suite. Ask when the store is open for writing, so that nobody else can begin the log.</summary>
    /// <exception cref="InvalidOperationException">It is not known, or the log is of another than was asked for.</exception>
    public CryptoSuite Value => suite ??= Read();

    /// <summary>Asks without keeping the answer: the log may be begun by another process yet.</summary>
    /// <exception cref="InvalidOperationException">It is not known, or the log is of another than was asked for.</exception>
    internal void Check() => Read();

    private CryptoSuite Read()
    {
        using var db = contexts.CreateDbContext();
        var first = db.Set<EvidenceRow>().Where(r => r.Sequence == 0).Select(r => r.Leaf).FirstOrDefault();
        var kept = first is null ? null : Encoding.ASCII.GetString(first).Split('|')[0];
        if (kept is not null && options.Suite is { } asked && asked != kept)
        {
            throw new InvalidOperationException($"--suite \"{asked}\": the log of this node is of the suite \"{kept}\", and stays so; leave the option out, or start a new node. 存证日志已采用密码套件 {kept}，不能更改。");
        }

        var name = kept ?? options.Suite ?? CryptoSuite.DefaultName;
        return CryptoSuites.Find(name) ?? throw new InvalidOperationException($"--suite \"{name}\" is not known; there are {string.Join(", ", CryptoSuites.All.Select(s => s.Name))}. 未知的密码套件。");
    }
}
