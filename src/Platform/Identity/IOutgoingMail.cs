namespace KeyEcosystem.Platform.Identity;

/// <summary>Sends letters. An implementation answers when it has taken the letter over, not when it has arrived.</summary>
public interface IOutgoingMail
{
    /// <summary>Takes a letter over.</summary>
    /// <param name="mail">The letter.</param>
    /// <param name="stop">Ends the wait.</param>
    Task Send(OutgoingMail mail, CancellationToken stop);
}
