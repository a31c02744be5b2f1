using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class DataspaceModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<AssetRow>(e =>
        {
            e.ToTable("dsp_asset");
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.Kind, a.Id });
            e.HasIndex(a => new { a.Provider, a.Id });
            e.HasIndex(a => new { a.Sector, a.Id });
            e.HasIndex(a => new { a.Place, a.Id });
            e.HasIndex(a => new { a.SearchText, a.Id });
            e.HasIndex(a => new { a.PriceMinorPerHour, a.Id });
            e.Ignore(a => a.Inherits);
            e.Ignore(a => a.AirlockRules);
            e.Ignore(a => a.SourceIds);
        });
        model.Entity<OfferRow>(e =>
        {
            e.ToTable("dsp_offer");
            e.HasKey(o => o.Id);
            e.HasIndex(o => new { o.Asset, o.Id });
        });
        model.Entity<TransferRow>(e =>
        {
            e.ToTable("dsp_transfer");
            e.HasKey(t => t.Id);
            e.HasIndex(t => new { t.State, t.TouchedAt });
        });
        model.Entity<ReleaseRow>(e =>
        {
            e.ToTable("dsp_release");
            e.HasKey(r => r.Id);
            e.HasIndex(r => new { r.Owner, r.Id });
            e.HasIndex(r => r.Asset);
        });
        model.Entity<ReleaseVoteRow>(e =>
        {
            e.ToTable("dsp_release_vote");
            e.HasKey(v => v.Id);
            e.HasIndex(v => v.Release);
            e.HasIndex(v => new { v.Member, v.State });
        });
        model.Entity<MemberKeyRow>(e =>
        {
            e.ToTable("dsp_member_key");
            e.HasKey(k => k.Id);
        });
        model.Entity<AgreementRow>(e =>
        {
            e.ToTable("dsp_agreement");
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.Consumer, a.Asset });
            e.HasIndex(a => new { a.Provider, a.Id });
            e.HasIndex(a => new { a.State, a.Deadline });
            e.HasIndex(a => new { a.Ended, a.Ends });
            e.HasIndex(a => a.Replaces);
            e.HasIndex(a => new { a.ProviderOwes, a.Provider });
            e.HasIndex(a => new { a.ConsumerOwes, a.Consumer });
        });
        model.Entity<DisputeRow>(e =>
        {
            e.ToTable("dsp_dispute");
            e.HasKey(d => d.Id);
            e.HasIndex(d => new { d.Agreement, d.Id });
            e.HasIndex(d => new { d.Provider, d.Id });
            e.HasIndex(d => new { d.Consumer, d.Id });
            e.HasIndex(d => new { d.State, d.Since });
            e.HasIndex(d => new { d.WaitsFor, d.Since });
        });
        model.Entity<ProposalRow>(e =>
        {
            e.ToTable("dsp_proposal");
            e.HasKey(p => p.Id);
            e.HasIndex(p => new { p.Agreement, p.Number }).IsUnique();
        });
        model.Entity<PeerRow>(e =>
        {
            e.ToTable("dsp_peer");
            e.HasKey(p => p.Id);
            e.HasIndex(p => p.Participant).IsUnique();
        });
        model.Entity<IdentifierRow>(e =>
        {
            e.ToTable("dsp_identifier");
            e.HasKey(i => i.Id);
            e.HasIndex(i => new { i.Kind, i.Text }).IsUnique();
            e.HasIndex(i => new { i.Kind, i.Of }).IsUnique();
        });
        model.Entity<NegotiationRow>(e =>
        {
            e.ToTable("dsp_negotiation");
            e.HasKey(n => n.Id);
            e.Ignore(n => n.Pid);
            e.Ignore(n => n.ProviderPid);
            e.Ignore(n => n.ConsumerPid);

            // A request that is sent again is the same negotiation.
            e.HasIndex(n => new { n.Peer, n.Role, n.PeerPid }).IsUnique();
            e.HasIndex(n => new { n.Member, n.Id });
            e.HasIndex(n => new { n.State, n.Id });
            e.HasIndex(n => new { n.AgreementId, n.Peer });
        });
        model.Entity<ProcessRow>(e =>
        {
            e.ToTable("dsp_process");
            e.HasKey(p => p.Id);
            e.Ignore(p => p.Pid);
            e.Ignore(p => p.ProviderPid);
            e.Ignore(p => p.ConsumerPid);
            e.Ignore(p => p.Sends);
            e.HasIndex(p => new { p.Peer, p.Role, p.PeerPid }).IsUnique();
            e.HasIndex(p => new { p.Member, p.Id });
            e.HasIndex(p => new { p.State, p.Id });
            e.HasIndex(p => p.Agreement);
        });
        model.Entity<MessageRow>(e =>
        {
            e.ToTable("dsp_message");
            e.HasKey(m => m.Id);
            e.HasIndex(m => new { m.Process, m.Id });
        });
    }
}
