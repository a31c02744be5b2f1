using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KeyEcosystem.Host.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cmp_agent",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Backend = table.Column<string>(type: "TEXT", nullable: false),
                    SharesDevices = table.Column<bool>(type: "INTEGER", nullable: false),
                    Seals = table.Column<bool>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Devices = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_agent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_airlock",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Job = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    JobName = table.Column<string>(type: "TEXT", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: false),
                    Sources = table.Column<string>(type: "TEXT", nullable: false),
                    Foreign = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
                    Passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: true),
                    HeldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_airlock", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_airlock_vote",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Entry = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_airlock_vote", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_capacity",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Devices = table.Column<int>(type: "INTEGER", nullable: false),
                    Cohort = table.Column<string>(type: "TEXT", nullable: true),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_capacity", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_comparison",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AloneEndAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LateMs = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_comparison", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_exchange",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Table = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_exchange", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_interval",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Job = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Home = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Devices = table.Column<int>(type: "INTEGER", nullable: false),
                    Milli = table.Column<int>(type: "INTEGER", nullable: false),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    DeviceMs = table.Column<long>(type: "INTEGER", nullable: false),
                    MeasuredMs = table.Column<long>(type: "INTEGER", nullable: false),
                    BusyMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    Wasted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_interval", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_job",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RunPool = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RunProvider = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RunUse = table.Column<string>(type: "TEXT", nullable: true),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Evictions = table.Column<int>(type: "INTEGER", nullable: false),
                    Losses = table.Column<int>(type: "INTEGER", nullable: false),
                    Elsewhere = table.Column<bool>(type: "INTEGER", nullable: false),
                    Places = table.Column<string>(type: "TEXT", nullable: false),
                    Models = table.Column<string>(type: "TEXT", nullable: true),
                    Saves = table.Column<bool>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Image = table.Column<string>(type: "TEXT", nullable: true),
                    Sealed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Outputs = table.Column<string>(type: "TEXT", nullable: false),
                    NeedsAgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Saved = table.Column<string>(type: "TEXT", nullable: false),
                    AdmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EvictAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EvictReason = table.Column<string>(type: "TEXT", nullable: true),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Statement = table.Column<string>(type: "TEXT", nullable: true),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    Devices = table.Column<int>(type: "INTEGER", nullable: false),
                    Workload = table.Column<string>(type: "TEXT", nullable: true),
                    ExpectedSeconds = table.Column<int>(type: "INTEGER", nullable: true),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    DevicesMin = table.Column<int>(type: "INTEGER", nullable: true),
                    RunDevices = table.Column<int>(type: "INTEGER", nullable: true),
                    WorkMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Milli = table.Column<int>(type: "INTEGER", nullable: false),
                    DeviceMemoryMib = table.Column<long>(type: "INTEGER", nullable: false),
                    Part = table.Column<string>(type: "TEXT", nullable: true),
                    Device = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DeviceMs = table.Column<long>(type: "INTEGER", nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Command = table.Column<string>(type: "TEXT", nullable: false),
                    Limits = table.Column<string>(type: "TEXT", nullable: false),
                    Uses = table.Column<string>(type: "TEXT", nullable: false),
                    Results = table.Column<string>(type: "TEXT", nullable: false),
                    Warnings = table.Column<string>(type: "TEXT", nullable: false),
                    Bundled = table.Column<bool>(type: "INTEGER", nullable: false),
                    RetryOf = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Trial = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_job_shadow",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StartMs = table.Column<long>(type: "INTEGER", nullable: true),
                    BaseMs = table.Column<long>(type: "INTEGER", nullable: false),
                    NeedMs = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_job_shadow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_owner_shadow",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    AtMs = table.Column<long>(type: "INTEGER", nullable: false),
                    Quota = table.Column<int>(type: "INTEGER", nullable: false),
                    Free = table.Column<string>(type: "TEXT", nullable: false),
                    Gone = table.Column<int>(type: "INTEGER", nullable: false),
                    LastStartMs = table.Column<long>(type: "INTEGER", nullable: false),
                    UseMicro = table.Column<long>(type: "INTEGER", nullable: false),
                    UseCpusMicro = table.Column<long>(type: "INTEGER", nullable: false),
                    UseMemoryMicro = table.Column<long>(type: "INTEGER", nullable: false),
                    WaitedAloneMs = table.Column<long>(type: "INTEGER", nullable: false),
                    WaitedHereMs = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_owner_shadow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_pool",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Devices = table.Column<int>(type: "INTEGER", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Class = table.Column<string>(type: "TEXT", nullable: false),
                    PeakFlops = table.Column<long>(type: "INTEGER", nullable: false),
                    Precision = table.Column<string>(type: "TEXT", nullable: false),
                    AssetValueMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    NetworkGranted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Offered = table.Column<bool>(type: "INTEGER", nullable: false),
                    Healthy = table.Column<bool>(type: "INTEGER", nullable: false),
                    Backend = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Cohort = table.Column<string>(type: "TEXT", nullable: true),
                    CohortSince = table.Column<long>(type: "INTEGER", nullable: true),
                    LendingLimit = table.Column<int>(type: "INTEGER", nullable: true),
                    BorrowingLimit = table.Column<int>(type: "INTEGER", nullable: true),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    GraceSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    QuietHours = table.Column<string>(type: "TEXT", nullable: true),
                    Quiet = table.Column<bool>(type: "INTEGER", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attached = table.Column<bool>(type: "INTEGER", nullable: false),
                    Counted = table.Column<bool>(type: "INTEGER", nullable: false),
                    DevicesUp = table.Column<int>(type: "INTEGER", nullable: false),
                    CpuMilliEach = table.Column<int>(type: "INTEGER", nullable: false),
                    MemoryMibEach = table.Column<long>(type: "INTEGER", nullable: false),
                    MachineDevices = table.Column<int>(type: "INTEGER", nullable: false),
                    MachineCpus = table.Column<int>(type: "INTEGER", nullable: false),
                    MachineMemoryMib = table.Column<long>(type: "INTEGER", nullable: false),
                    MachineGangDevices = table.Column<int>(type: "INTEGER", nullable: false),
                    SharesDevices = table.Column<bool>(type: "INTEGER", nullable: false),
                    DeviceMemoryMib = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_pool", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_pool_load",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Queued = table.Column<long>(type: "INTEGER", nullable: false),
                    QueuedMax = table.Column<long>(type: "INTEGER", nullable: false),
                    DevicesBusy = table.Column<long>(type: "INTEGER", nullable: false),
                    DevicesMax = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_pool_load", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_pool_told",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_pool_told", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_script",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_script", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cmp_shared_device",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Pool = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Founder = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MilliBusy = table.Column<long>(type: "INTEGER", nullable: false),
                    MilliMax = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cmp_shared_device", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_agreement",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Offer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consumer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Ended = table.Column<string>(type: "TEXT", nullable: true),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    PriceMinorPerHour = table.Column<long>(type: "INTEGER", nullable: false),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    DocumentSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderSignature = table.Column<string>(type: "TEXT", nullable: true),
                    ProviderSignedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConsumerSignature = table.Column<string>(type: "TEXT", nullable: true),
                    ConsumerSignedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Deadline = table.Column<long>(type: "INTEGER", nullable: false),
                    Ends = table.Column<long>(type: "INTEGER", nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Replaces = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Connector = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Duties = table.Column<string>(type: "TEXT", nullable: true),
                    ProviderOwes = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConsumerOwes = table.Column<bool>(type: "INTEGER", nullable: false),
                    Dispute = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SuspendedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_agreement", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_asset",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: true),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    Sector = table.Column<string>(type: "TEXT", nullable: true),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Jurisdictions = table.Column<string>(type: "TEXT", nullable: true),
                    Airlock = table.Column<string>(type: "TEXT", nullable: true),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    PriceMinorPerHour = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    MediaType = table.Column<string>(type: "TEXT", nullable: true),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Job = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Sources = table.Column<string>(type: "TEXT", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_asset", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_dispute",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consumer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Claimant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    WaitsFor = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_dispute", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_identifier",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Of = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_identifier", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_member_key",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PublicKey = table.Column<string>(type: "TEXT", nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_member_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_message",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Process = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IsTransfer = table.Column<bool>(type: "INTEGER", nullable: false),
                    Peer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Dead = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_message", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_negotiation",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Peer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PeerPid = table.Column<string>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Dataset = table.Column<string>(type: "TEXT", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Offer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OfferId = table.Column<string>(type: "TEXT", nullable: false),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    OfferedBy = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Requests = table.Column<int>(type: "INTEGER", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AgreementId = table.Column<string>(type: "TEXT", nullable: true),
                    AgreementText = table.Column<string>(type: "TEXT", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_negotiation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_offer",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: true),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    PriceMinorPerHour = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    AgreementEnds = table.Column<long>(type: "INTEGER", nullable: true),
                    Standing = table.Column<bool>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_offer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_peer",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Participant = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: true),
                    CertificateHash = table.Column<string>(type: "TEXT", nullable: true),
                    SuspendedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_peer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_process",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Peer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PeerPid = table.Column<string>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AgreementId = table.Column<string>(type: "TEXT", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Starts = table.Column<int>(type: "INTEGER", nullable: false),
                    DataAddress = table.Column<string>(type: "TEXT", nullable: true),
                    Use = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Received = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedLength = table.Column<long>(type: "INTEGER", nullable: true),
                    ReceivedType = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_process", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_proposal",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_proposal", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_release",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Owner = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_release", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_release_vote",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Release = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_release_vote", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "dsp_transfer",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consumer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    View = table.Column<string>(type: "TEXT", nullable: true),
                    Rows = table.Column<long>(type: "INTEGER", nullable: true),
                    Sent = table.Column<string>(type: "TEXT", nullable: false),
                    MeteredBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    MeteredRows = table.Column<long>(type: "INTEGER", nullable: false),
                    MeteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TouchedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Trial = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dsp_transfer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inb_told",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inb_told", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mbr_member",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Industry = table.Column<string>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Trial = table.Column<bool>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mbr_member", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mbr_member_word",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Word = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mbr_member_word", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mbr_relation",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Subject = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Predicate = table.Column<string>(type: "TEXT", nullable: false),
                    Object = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mbr_relation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mkt_account",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    DebitMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    CreditMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mkt_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mkt_carry",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Rest = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mkt_carry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mkt_entry",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Use = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consumer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    UnitSize = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Rest = table.Column<long>(type: "INTEGER", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mkt_entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mkt_posting",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Entry = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Account = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AmountMinor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mkt_posting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mkt_price",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    PriceMinor = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mkt_price", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "obs_claim",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Series = table.Column<string>(type: "TEXT", nullable: false),
                    Frequency = table.Column<string>(type: "TEXT", nullable: false),
                    Start = table.Column<long>(type: "INTEGER", nullable: false),
                    Figure = table.Column<string>(type: "TEXT", nullable: false),
                    Comparison = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    StatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Confidence = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    KnownAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_obs_claim", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_api_key",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Revoked = table.Column<long>(type: "INTEGER", nullable: true),
                    Expires = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_evidence",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Verb = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    Leaf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LeafHash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_evidence", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "plt_evidence_detail",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_evidence_detail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_evidence_head",
                columns: table => new
                {
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Line = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_evidence_head", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "plt_fact",
                columns: table => new
                {
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Aggregate = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Evidence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_fact", x => x.Position);
                });

            migrationBuilder.CreateTable(
                name: "plt_machine",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Revoked = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_machine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_meter",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Use = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consumer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    ProviderFailed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    Trial = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_meter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_meter_due",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_meter_due", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_search",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_search", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "plt_sent",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_sent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_sign_in",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    User = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Stamp = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Expires = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_sign_in", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_ticket",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    User = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    LoginName = table.Column<string>(type: "TEXT", nullable: true),
                    Expires = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_ticket", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_trial_day",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Uses = table.Column<long>(type: "INTEGER", nullable: false),
                    UsesMax = table.Column<long>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    BytesMax = table.Column<long>(type: "INTEGER", nullable: false),
                    DeviceMs = table.Column<long>(type: "INTEGER", nullable: false),
                    DeviceMsMax = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_trial_day", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_use",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Agreement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Asset = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consumer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Provider = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    Parts = table.Column<string>(type: "TEXT", nullable: true),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    TrialDay = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TrialDeviceMs = table.Column<long>(type: "INTEGER", nullable: false),
                    ReservedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_use", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_use_count",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Used = table.Column<long>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_use_count", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_user",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    LoginName = table.Column<string>(type: "TEXT", nullable: true),
                    DisplayName = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    Stamp = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Failures = table.Column<long>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_user", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "plt_witnessed_head",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Node = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Line = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plt_witnessed_head", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_airlock_Job",
                table: "cmp_airlock",
                column: "Job");

            migrationBuilder.CreateIndex(
                name: "IX_cmp_airlock_Member_Id",
                table: "cmp_airlock",
                columns: new[] { "Member", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_airlock_State_ExpiresAt",
                table: "cmp_airlock",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_airlock_vote_Entry",
                table: "cmp_airlock_vote",
                column: "Entry");

            migrationBuilder.CreateIndex(
                name: "IX_cmp_airlock_vote_Member_State",
                table: "cmp_airlock_vote",
                columns: new[] { "Member", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_capacity_Pool_To",
                table: "cmp_capacity",
                columns: new[] { "Pool", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_comparison_Pool_EndedAt",
                table: "cmp_comparison",
                columns: new[] { "Pool", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_interval_Home_To",
                table: "cmp_interval",
                columns: new[] { "Home", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_interval_Pool_To",
                table: "cmp_interval",
                columns: new[] { "Pool", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_job_Member_Id",
                table: "cmp_job",
                columns: new[] { "Member", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_job_Provider_Id",
                table: "cmp_job",
                columns: new[] { "Provider", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_job_RunPool_State",
                table: "cmp_job",
                columns: new[] { "RunPool", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_job_RunProvider_Id",
                table: "cmp_job",
                columns: new[] { "RunProvider", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_job_State_Pool_Priority_QueuedAt",
                table: "cmp_job",
                columns: new[] { "State", "Pool", "Priority", "QueuedAt" },
                descending: new[] { false, false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_cmp_job_shadow_Pool",
                table: "cmp_job_shadow",
                column: "Pool");

            migrationBuilder.CreateIndex(
                name: "IX_cmp_pool_Asset",
                table: "cmp_pool",
                column: "Asset",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_ConsumerOwes_Consumer",
                table: "dsp_agreement",
                columns: new[] { "ConsumerOwes", "Consumer" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_Consumer_Asset",
                table: "dsp_agreement",
                columns: new[] { "Consumer", "Asset" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_Ended_Ends",
                table: "dsp_agreement",
                columns: new[] { "Ended", "Ends" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_ProviderOwes_Provider",
                table: "dsp_agreement",
                columns: new[] { "ProviderOwes", "Provider" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_Provider_Id",
                table: "dsp_agreement",
                columns: new[] { "Provider", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_Replaces",
                table: "dsp_agreement",
                column: "Replaces");

            migrationBuilder.CreateIndex(
                name: "IX_dsp_agreement_State_Deadline",
                table: "dsp_agreement",
                columns: new[] { "State", "Deadline" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_asset_Kind_Id",
                table: "dsp_asset",
                columns: new[] { "Kind", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_asset_Place_Id",
                table: "dsp_asset",
                columns: new[] { "Place", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_asset_PriceMinorPerHour_Id",
                table: "dsp_asset",
                columns: new[] { "PriceMinorPerHour", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_asset_Provider_Id",
                table: "dsp_asset",
                columns: new[] { "Provider", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_asset_SearchText_Id",
                table: "dsp_asset",
                columns: new[] { "SearchText", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_asset_Sector_Id",
                table: "dsp_asset",
                columns: new[] { "Sector", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_dispute_Agreement_Id",
                table: "dsp_dispute",
                columns: new[] { "Agreement", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_dispute_Consumer_Id",
                table: "dsp_dispute",
                columns: new[] { "Consumer", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_dispute_Provider_Id",
                table: "dsp_dispute",
                columns: new[] { "Provider", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_dispute_State_Since",
                table: "dsp_dispute",
                columns: new[] { "State", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_dispute_WaitsFor_Since",
                table: "dsp_dispute",
                columns: new[] { "WaitsFor", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_identifier_Kind_Of",
                table: "dsp_identifier",
                columns: new[] { "Kind", "Of" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_identifier_Kind_Text",
                table: "dsp_identifier",
                columns: new[] { "Kind", "Text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_message_Process_Id",
                table: "dsp_message",
                columns: new[] { "Process", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_negotiation_AgreementId_Peer",
                table: "dsp_negotiation",
                columns: new[] { "AgreementId", "Peer" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_negotiation_Member_Id",
                table: "dsp_negotiation",
                columns: new[] { "Member", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_negotiation_Peer_Role_PeerPid",
                table: "dsp_negotiation",
                columns: new[] { "Peer", "Role", "PeerPid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_negotiation_State_Id",
                table: "dsp_negotiation",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_offer_Asset_Id",
                table: "dsp_offer",
                columns: new[] { "Asset", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_peer_Participant",
                table: "dsp_peer",
                column: "Participant",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_process_Agreement",
                table: "dsp_process",
                column: "Agreement");

            migrationBuilder.CreateIndex(
                name: "IX_dsp_process_Member_Id",
                table: "dsp_process",
                columns: new[] { "Member", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_process_Peer_Role_PeerPid",
                table: "dsp_process",
                columns: new[] { "Peer", "Role", "PeerPid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_process_State_Id",
                table: "dsp_process",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_proposal_Agreement_Number",
                table: "dsp_proposal",
                columns: new[] { "Agreement", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dsp_release_Asset",
                table: "dsp_release",
                column: "Asset");

            migrationBuilder.CreateIndex(
                name: "IX_dsp_release_Owner_Id",
                table: "dsp_release",
                columns: new[] { "Owner", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_release_vote_Member_State",
                table: "dsp_release_vote",
                columns: new[] { "Member", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_dsp_release_vote_Release",
                table: "dsp_release_vote",
                column: "Release");

            migrationBuilder.CreateIndex(
                name: "IX_dsp_transfer_State_TouchedAt",
                table: "dsp_transfer",
                columns: new[] { "State", "TouchedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_mbr_member_State",
                table: "mbr_member",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_mbr_member_word_Member",
                table: "mbr_member_word",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_mbr_member_word_Word_Member",
                table: "mbr_member_word",
                columns: new[] { "Word", "Member" });

            migrationBuilder.CreateIndex(
                name: "IX_mbr_relation_Object",
                table: "mbr_relation",
                column: "Object");

            migrationBuilder.CreateIndex(
                name: "IX_mbr_relation_Predicate",
                table: "mbr_relation",
                column: "Predicate");

            migrationBuilder.CreateIndex(
                name: "IX_mbr_relation_Subject",
                table: "mbr_relation",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_mbr_relation_Subject_Predicate_Object",
                table: "mbr_relation",
                columns: new[] { "Subject", "Predicate", "Object" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mkt_account_Member",
                table: "mkt_account",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_mkt_entry_Agreement_At",
                table: "mkt_entry",
                columns: new[] { "Agreement", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_mkt_entry_At_Id",
                table: "mkt_entry",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_mkt_entry_Consumer_At",
                table: "mkt_entry",
                columns: new[] { "Consumer", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_mkt_entry_Provider_At",
                table: "mkt_entry",
                columns: new[] { "Provider", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_mkt_posting_Account",
                table: "mkt_posting",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_mkt_posting_Entry",
                table: "mkt_posting",
                column: "Entry");

            migrationBuilder.CreateIndex(
                name: "IX_mkt_price_Member_Kind_From",
                table: "mkt_price",
                columns: new[] { "Member", "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_obs_claim_Series_Start",
                table: "obs_claim",
                columns: new[] { "Series", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_api_key_Member",
                table: "plt_api_key",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_plt_evidence_Id",
                table: "plt_evidence",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plt_evidence_Member_Sequence",
                table: "plt_evidence",
                columns: new[] { "Member", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_evidence_Subject_Sequence",
                table: "plt_evidence",
                columns: new[] { "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_fact_Aggregate_Position",
                table: "plt_fact",
                columns: new[] { "Aggregate", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_fact_Topic_Position",
                table: "plt_fact",
                columns: new[] { "Topic", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_machine_Member",
                table: "plt_machine",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_plt_meter_To",
                table: "plt_meter",
                column: "To");

            migrationBuilder.CreateIndex(
                name: "IX_plt_meter_Use",
                table: "plt_meter",
                column: "Use");

            migrationBuilder.CreateIndex(
                name: "IX_plt_sign_in_Expires",
                table: "plt_sign_in",
                column: "Expires");

            migrationBuilder.CreateIndex(
                name: "IX_plt_sign_in_User",
                table: "plt_sign_in",
                column: "User");

            migrationBuilder.CreateIndex(
                name: "IX_plt_ticket_Expires",
                table: "plt_ticket",
                column: "Expires");

            migrationBuilder.CreateIndex(
                name: "IX_plt_ticket_LoginName",
                table: "plt_ticket",
                column: "LoginName");

            migrationBuilder.CreateIndex(
                name: "IX_plt_trial_day_Member",
                table: "plt_trial_day",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_plt_use_Asset_At",
                table: "plt_use",
                columns: new[] { "Asset", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_use_Consumer_At",
                table: "plt_use",
                columns: new[] { "Consumer", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_use_ReservedUntil",
                table: "plt_use",
                column: "ReservedUntil");

            migrationBuilder.CreateIndex(
                name: "IX_plt_user_LoginName",
                table: "plt_user",
                column: "LoginName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plt_user_Member_Id",
                table: "plt_user",
                columns: new[] { "Member", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_plt_witnessed_head_Node_Size",
                table: "plt_witnessed_head",
                columns: new[] { "Node", "Size" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cmp_agent");

            migrationBuilder.DropTable(
                name: "cmp_airlock");

            migrationBuilder.DropTable(
                name: "cmp_airlock_vote");

            migrationBuilder.DropTable(
                name: "cmp_capacity");

            migrationBuilder.DropTable(
                name: "cmp_comparison");

            migrationBuilder.DropTable(
                name: "cmp_exchange");

            migrationBuilder.DropTable(
                name: "cmp_interval");

            migrationBuilder.DropTable(
                name: "cmp_job");

            migrationBuilder.DropTable(
                name: "cmp_job_shadow");

            migrationBuilder.DropTable(
                name: "cmp_owner_shadow");

            migrationBuilder.DropTable(
                name: "cmp_pool");

            migrationBuilder.DropTable(
                name: "cmp_pool_load");

            migrationBuilder.DropTable(
                name: "cmp_pool_told");

            migrationBuilder.DropTable(
                name: "cmp_script");

            migrationBuilder.DropTable(
                name: "cmp_shared_device");

            migrationBuilder.DropTable(
                name: "dsp_agreement");

            migrationBuilder.DropTable(
                name: "dsp_asset");

            migrationBuilder.DropTable(
                name: "dsp_dispute");

            migrationBuilder.DropTable(
                name: "dsp_identifier");

            migrationBuilder.DropTable(
                name: "dsp_member_key");

            migrationBuilder.DropTable(
                name: "dsp_message");

            migrationBuilder.DropTable(
                name: "dsp_negotiation");

            migrationBuilder.DropTable(
                name: "dsp_offer");

            migrationBuilder.DropTable(
                name: "dsp_peer");

            migrationBuilder.DropTable(
                name: "dsp_process");

            migrationBuilder.DropTable(
                name: "dsp_proposal");

            migrationBuilder.DropTable(
                name: "dsp_release");

            migrationBuilder.DropTable(
                name: "dsp_release_vote");

            migrationBuilder.DropTable(
                name: "dsp_transfer");

            migrationBuilder.DropTable(
                name: "inb_told");

            migrationBuilder.DropTable(
                name: "mbr_member");

            migrationBuilder.DropTable(
                name: "mbr_member_word");

            migrationBuilder.DropTable(
                name: "mbr_relation");

            migrationBuilder.DropTable(
                name: "mkt_account");

            migrationBuilder.DropTable(
                name: "mkt_carry");

            migrationBuilder.DropTable(
                name: "mkt_entry");

            migrationBuilder.DropTable(
                name: "mkt_posting");

            migrationBuilder.DropTable(
                name: "mkt_price");

            migrationBuilder.DropTable(
                name: "obs_claim");

            migrationBuilder.DropTable(
                name: "plt_api_key");

            migrationBuilder.DropTable(
                name: "plt_evidence");

            migrationBuilder.DropTable(
                name: "plt_evidence_detail");

            migrationBuilder.DropTable(
                name: "plt_evidence_head");

            migrationBuilder.DropTable(
                name: "plt_fact");

            migrationBuilder.DropTable(
                name: "plt_machine");

            migrationBuilder.DropTable(
                name: "plt_meter");

            migrationBuilder.DropTable(
                name: "plt_meter_due");

            migrationBuilder.DropTable(
                name: "plt_search");

            migrationBuilder.DropTable(
                name: "plt_sent");

            migrationBuilder.DropTable(
                name: "plt_sign_in");

            migrationBuilder.DropTable(
                name: "plt_ticket");

            migrationBuilder.DropTable(
                name: "plt_trial_day");

            migrationBuilder.DropTable(
                name: "plt_use");

            migrationBuilder.DropTable(
                name: "plt_use_count");

            migrationBuilder.DropTable(
                name: "plt_user");

            migrationBuilder.DropTable(
                name: "plt_witnessed_head");
        }
    }
}
