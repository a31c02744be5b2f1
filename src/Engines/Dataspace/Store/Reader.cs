using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Who reads a data set, and as what.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Purpose">Declared purpose.</param>
/// <param name="Under">The agreement under which alone it is read; null for whichever permits it.</param>
internal sealed record Reader(Caller Caller, string Purpose, AgreementId? Under = null);
