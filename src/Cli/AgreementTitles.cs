using KeyEcosystem.Client;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>What agreements are about, for people: titles of assets, each asked for once.</summary>
internal sealed class AgreementTitles(VerbRun run)
{
    private readonly Dictionary<AgreementId, string?> known = [];

    /// <summary>The title of the agreement's asset; null where the node does not show it, as of an asset that its party no longer sees.</summary>
    /// <param name="id">The agreement.</param>
    public async Task<string?> Of(AgreementId id)
    {
        if (!known.TryGetValue(id, out var title))
        {
            try
            {
                title = (await run.Node.Asset((await run.Node.Agreement(id, run.Stop)).Asset, run.Stop)).Title;
            }
            catch (NodeProblemException hidden) when (hidden.Status is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Forbidden)
            {
                title = null;
            }

            known[id] = title;
        }

        return title;
    }
}
