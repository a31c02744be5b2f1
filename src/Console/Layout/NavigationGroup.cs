namespace KeyEcosystem.WebConsole.Layout;

/// <summary>Groups of the navigation, in order.</summary>
public enum NavigationGroup
{
    /// <summary>The ecosystem as a whole.</summary>
    Ecosystem,

    /// <summary>Sharing of data.</summary>
    Data,

    /// <summary>Sharing of compute.</summary>
    Compute,

    /// <summary>What is owed and settled.</summary>
    Market,

    /// <summary>The node itself.</summary>
    Node,
}
