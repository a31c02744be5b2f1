namespace KeyEcosystem.Platform.Store;

/// <summary>A record that has everything but its place in the log.</summary>
/// <param name="Id">Record id.</param>
/// <param name="Act">What is put on record.</param>
/// <param name="Salt">Of the detail's commitment.</param>
/// <param name="Leaf">The canonical bytes.</param>
/// <param name="Hash">Hash of the leaf.</param>
internal sealed record PreparedRecord(Guid Id, Act Act, byte[] Salt, byte[] Leaf, byte[] Hash);
