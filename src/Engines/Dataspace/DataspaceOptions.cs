using System.ComponentModel.DataAnnotations;

namespace KeyEcosystem.Dataspace;

/// <summary>The limits of the Dataspace engine.</summary>
public sealed record DataspaceOptions
{
    /// <summary>Days that both parties have to sign, from the request and anew from each counter-offer. 1 to 365.</summary>
    [Range(1, 365)]
    public int SigningDays { get; set; } = 30;

    /// <summary>Other terms that the two may propose for one agreement before it is agreed on. 1 to 100.</summary>
    [Range(1, 100)]
    public int ProposalsMax { get; set; } = 20;

    /// <summary>Offers of one asset that can be taken or will be. 1 to 100.</summary>
    [Range(1, 100)]
    public int OffersMax { get; set; } = 20;

    /// <summary>Seconds between two rounds that record what has expired. 1 to 3,600.</summary>
    [Range(1, 3600)]
    public int RoundSeconds { get; set; } = 60;

    /// <summary>Hours after which an upload that was not finished is removed. 1 to 720.</summary>
    [Range(1, 720)]
    public int UploadHours { get; set; } = 24;

    /// <summary>Minutes after which a download that rests is ended as cancelled. 1 to 10,080.</summary>
    [Range(1, 10_080)]
    public int TransferMinutes { get; set; } = 60;
}
