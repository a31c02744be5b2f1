using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Platform.Blobs;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>What should be said of terms to who has just offered them: asked of the members and the table as they are now.</summary>
internal sealed class TermsWarnings(IMemberAnswer members, BlobStore blobs, TimeProvider clock)
{
    private const int MembersMax = 5_000;

    /// <summary>Organisations that are named and not admitted, of which each is looked up.</summary>
    private const int NamedMax = 100;

    /// <summary>The warnings.</summary>
    /// <param name="asset">What is offered.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="ends">When agreements about them end; null when only the terms say.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<IReadOnlyList<string>> Of(AssetRow asset, OdrlPolicy terms, DateTimeOffset? ends, CancellationToken stop)
    {
        var all = await members.Admitted(MembersMax + 1, stop);
        var known = all.Select(m => m.Member).ToHashSet();
        foreach (var (named, i) in TermsOutlook.Named(terms).Except(known).Select((m, i) => (m, i)).ToList())
        {
            // Of more than that nothing is claimed.
            if (i >= NamedMax || await members.Of(named, stop) is not null)
            {
                known.Add(named);
            }
        }

        // Of JSON the columns are known from its begin only: one that comes later is none that is missing.
        IReadOnlyList<string> columns = asset.Sha256 is { } hash && TableForms.Of(asset.MediaType) is { } form and (TableForm.Csv or TableForm.Parquet)
            ? [.. (await ContentCommands.Columns(form, blobs.PathOf(hash), stop)).Select(c => c.Name)]
            : [];
        var audience = new TermsAudience([.. all.Where(m => m.Member.Value != asset.Provider)], all.Count <= MembersMax, known, columns.Count > 0 ? columns : null);
        return TermsOutlook.Warnings(new AssetId(asset.Id), terms, audience, ends, clock.GetUtcNow());
    }
}
