using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Api;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>The owner of a data set says what may leave a job that computes on it unseen. Jobs that have ended keep what was found by the rules of then.</summary>
internal sealed class AirlockCommands(ILane lane, Catalogue catalogue, IMemberAnswer members)
{
    private const int Tries = 8;
    private const int RowsTop = 100_000;
    private const int CountTop = 1_000_000;
    private const int DigitsTop = 15;
    private const int BitsTop = 8 * AirlockRules.BytesTop;
    private const int HostsTop = 50;

    public async Task<Result<AssetView>> Set(AssetId asset, AirlockRulesView rules, Caller caller, CancellationToken stop)
    {
        if (await Check(rules, stop) is { } refusal)
        {
            return refusal;
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await catalogue.Find(asset, stop) is not { } row || row.Provider != caller.Member.Value)
            {
                return DataspaceRefusals.UnknownAsset(asset.ToString());
            }

            if (row.Kind != "dataset")
            {
                return Refusal.Field("id", "the id of a dataset", asset.ToString());
            }

            row.Airlock = JsonSerializer.Serialize(
                new AirlockRules(rules.BytesMax, rules.RowsMax, rules.CellCountMin, rules.DigitsMax, rules.BitsMax, [.. AirlockRules.AllForms.Where(rules.Forms.Contains)], rules.Approval, [.. rules.Hosts.Distinct().OrderBy(h => h.Value)]), JsonSerializerOptions.Web);
            var done = await lane.Commit(new Change(new Act("asset.airlock.changed", caller.Subject, row.Provider, [asset.ToString()], "done", JsonSerializer.Serialize(rules, JsonSerializerOptions.Web))).Update(row), stop);
            if (done.IsOk)
            {
                return await catalogue.Find(asset, stop) is { } now ? Catalogue.View(now) : DataspaceRefusals.UnknownAsset(asset.ToString());
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    private async Task<Refusal?> Check(AirlockRulesView rules, CancellationToken stop)
    {
        var outside = Outside("bytesMax", rules.BytesMax, AirlockRules.BytesTop) ?? Outside("rowsMax", rules.RowsMax, RowsTop) ?? Outside("cellCountMin", rules.CellCountMin, CountTop) ?? Outside("digitsMax", rules.DigitsMax, DigitsTop) ?? Outside("bitsMax", rules.BitsMax, BitsTop);
        if (outside is not null)
        {
            return outside;
        }

        if (rules.Forms is null || rules.Forms.Any(f => !AirlockRules.AllForms.Contains(f)))
        {
            return Refusal.Field("forms", string.Join(", ", AirlockRules.AllForms), string.Join(',', rules.Forms ?? []));
        }

        if (rules.Hosts is null || rules.Hosts.Count > HostsTop)
        {
            return Refusal.Field("hosts", $"at most {HostsTop}", $"{rules.Hosts?.Count}");
        }

        foreach (var host in rules.Hosts)
        {
            if (await members.Of(host, stop) is null)
            {
                return Refusal.Field("hosts", "a member id (mbr_...)", host.ToString());
            }
        }

        return null;
    }

    private static Refusal? Outside(string field, int value, int top) => value < 1 || value > top ? Refusal.Field(field, $"1 to {top}", $"{value}") : null;
}
