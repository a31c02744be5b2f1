using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Tests;

internal sealed class Thing : IRow
{
    public Guid Id { get; init; }

    public long Version { get; init; }

    public string Name { get; set; } = "";

    public long Used { get; set; }

    public long Cap { get; set; }

    public static Act Act(Guid id, string verb = "thing.changed") => new(verb, "usr_1", null, [$"thg_{id:n}"], "done", "{}");
}
