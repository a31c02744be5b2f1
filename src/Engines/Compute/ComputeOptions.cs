using System.ComponentModel.DataAnnotations;

namespace KeyEcosystem.Compute;

/// <summary>The limits of the Compute engine.</summary>
public sealed record ComputeOptions
{
    /// <summary>Folder of job folders, logs and the heartbeat; <c>compute</c> in the node's folder when null.</summary>
    public string? Folder { get; set; }

    /// <summary>
    /// Folder of job folders. When null: a folder of this node in /var/tmp if the node is root, since a box's user can't enter the node's own folder;
    /// else <c>jobs</c> in <see cref="Folder"/>.
    /// </summary>
    public string? JobsFolder { get; set; }

    /// <summary>First of the user ids that boxes get when the node is root, one for each slot. 100,000 to 2,000,000,000; let no account use them.</summary>
    [Range(100_000, 2_000_000_000)]
    public int UserIdBase { get; set; } = 1_600_000_000;

    /// <summary>Jobs that may wait for one pool. 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int QueueMax { get; set; } = 200_000;

    /// <summary>Jobs that run at a time on this node. 1 to 256.</summary>
    [Range(1, 256)]
    public int RunningMax { get; set; } = 8;

    /// <summary>Devices of one pool. 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int DevicesMax { get; set; } = 100_000;

    /// <summary>Data sets of one job. 1 to 12: with the job and the pool they are the subjects of one record.</summary>
    [Range(1, 12)]
    public int DataSetsMax { get; set; } = 12;

    /// <summary>Bytes of all inputs of one job. 1 MiB to 1 TiB.</summary>
    [Range(1L << 20, 1L << 40)]
    public long InputBytesMax { get; set; } = 4L << 30;

    /// <summary>Bytes of a script in UTF-8. 1 to 262,144.</summary>
    [Range(1, 262_144)]
    public int ScriptBytesMax { get; set; } = 262_144;

    /// <summary>Program and arguments. 1 to 256.</summary>
    [Range(1, 256)]
    public int CommandPartsMax { get; set; } = 64;

    /// <summary>Characters of program and arguments together. 16 to 65,536.</summary>
    [Range(16, 65_536)]
    public int CommandCharsMax { get; set; } = 8192;

    /// <summary>Result files kept of one job. 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int ResultsMax { get; set; } = 200;

    /// <summary>Bytes of one job's log; more is dropped and said so. 4 KiB to 64 MiB.</summary>
    [Range(4096, 64 << 20)]
    public int LogBytesMax { get; set; } = 4 << 20;

    /// <summary>Seconds a job may run when it does not say. 1 to 604,800.</summary>
    [Range(1, 604_800)]
    public int WallSecondsDefault { get; set; } = 600;

    /// <summary>Seconds a job may ask for. 1 to 604,800.</summary>
    [Range(1, 604_800)]
    public int WallSecondsMax { get; set; } = 86_400;

    /// <summary>Megabytes of memory when a job does not say. 16 to 1,048,576.</summary>
    [Range(16, 1_048_576)]
    public int MemoryMbDefault { get; set; } = 512;

    /// <summary>Megabytes of memory a job may ask for. 16 to 1,048,576.</summary>
    [Range(16, 1_048_576)]
    public int MemoryMbMax { get; set; } = 4096;

    /// <summary>Processes when a job does not say. 1 to 4,096.</summary>
    [Range(1, 4096)]
    public int ProcessesDefault { get; set; } = 64;

    /// <summary>Processes a job may ask for. 1 to 4,096.</summary>
    [Range(1, 4096)]
    public int ProcessesMax { get; set; } = 256;

    /// <summary>Megabytes of files when a job does not say; at an attached cluster it is as many as it may ask for. 1 to 102,400.</summary>
    [Range(1, 102_400)]
    public int DiskMbDefault { get; set; } = 64;

    /// <summary>Megabytes of files a job may ask for. 1 to 102,400.</summary>
    [Range(1, 102_400)]
    public int DiskMbMax { get; set; } = 1024;

    /// <summary>Seconds between heartbeats: what a crash can cost of a running job's metering. 1 to 60.</summary>
    [Range(1, 60)]
    public int HeartbeatSeconds { get; set; } = 5;

    /// <summary>Seconds of notice that a borrower's job gets when the pool does not say. 0 to 3,600.</summary>
    [Range(0, 3600)]
    public int GraceSecondsDefault { get; set; } = 30;

    /// <summary>Seconds without a call after which an agent's pool takes no more jobs. 5 to 3,600.</summary>
    [Range(5, 3600)]
    public int AgentSilentSeconds { get; set; } = 30;

    /// <summary>Seconds without a call after which the runs of an agent's pool are taken for lost. 10 to 86,400.</summary>
    [Range(10, 86_400)]
    public int AgentLeaseSeconds { get; set; } = 300;

    /// <summary>How often a job is tried again whose run was lost with its cluster's node, cluster or agent. 0 to 100.</summary>
    [Range(0, 100)]
    public int LossesMax { get; set; } = 2;

    /// <summary>Bytes of one upload: a job's folder of code, or a result of a run at an attached cluster. 1 KiB to 16 GiB.</summary>
    [Range(1024, 16L << 30)]
    public long UploadBytesMax { get; set; } = 1L << 30;

    /// <summary>Bytes of all uploads of one member. 1 MiB to 1 PiB.</summary>
    [Range(1L << 20, 1L << 50)]
    public long UploadsBytesMax { get; set; } = 64L << 30;

    /// <summary>Seconds that the time of a sealed run is told and metered by: it holds its devices until a whole number of them has gone. 1 to 3,600.</summary>
    [Range(1, 3600)]
    public int SealedGrainSeconds { get; set; } = 60;

    /// <summary>Days that an output waits in the airlock. 1 to 365.</summary>
    [Range(1, 365)]
    public int AirlockDays { get; set; } = 30;

    /// <summary>Seconds between two rounds of the airlock, which end what nobody decided on. 1 to 3,600.</summary>
    [Range(1, 3600)]
    public int AirlockRoundSeconds { get; set; } = 60;

    /// <summary>Seconds between two tellings of an unchanged capacity. 60 to 86,400.</summary>
    [Range(60, 86_400)]
    public int CapacitySeconds { get; set; } = 900;
}
