namespace KeyEcosystem.Members.Core;

/// <summary>Where an organisation stands with the alliance.</summary>
public enum MemberState
{
    /// <summary>Named by the bundled registry; nothing was agreed with it.</summary>
    Listed,

    /// <summary>Has asked to be admitted.</summary>
    Applied,

    /// <summary>May offer and use.</summary>
    Admitted,

    /// <summary>May do neither until reinstated.</summary>
    Suspended,

    /// <summary>A person's own tenant before admission: capped use of offers that are open to trials.</summary>
    Trial,

    /// <summary>Has left; a new application is needed.</summary>
    Left,
}
