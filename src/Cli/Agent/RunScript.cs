using System.Globalization;
using System.Text;
using KeyEcosystem.Compute.Core.Devices;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary>
/// The shell script that a cluster gets: it shows the job the folders that the API promises where the machine can build a box (bubblewrap), names them in variables everywhere,
/// keeps the time, and passes on the notice of an end. Memory and processors are not its to keep: the back-end <c>local</c> watches memory, Slurm holds both where its cgroups do.
/// That it begins once, and how it ended, is the back-end's to keep too.
/// </summary>
internal static class RunScript
{
    /// <summary>
    /// There from the first to the last step of the script: who finds it after the end knows that the script was killed, or the box around the job, whose first process writes the job's code at its end.
    /// A job can't kill its box: the kernel keeps signals of its processes from the first of them, and the rest stands outside.
    /// </summary>
    public const string Unended = "unended";

    /// <summary>Somebody asked the script to end.</summary>
    public const string Noticed = "noticed";

    private const int FirstUser = 61_184;
    private const int Users = 4_000;
    private static readonly string[] Shown = ["in", "out", "code", "checkpoint"];

    /// <summary>What programs need of the machine's settings; the rest of them is nobody's business who sends a job.</summary>
    private const string Etc = "ld.so.cache ld.so.conf ld.so.conf.d localtime timezone os-release debian_version alternatives mime.types magic fonts perl R python3 python3.9 python3.10 python3.11 python3.12 python3.13 "
        + "ssl/certs ssl/openssl.cnf pki/ca-trust pki/tls/certs pki/tls/cert.pem resolv.conf hosts host.conf gai.conf nsswitch.conf services protocols locale.alias default/locale "
        + "OpenCL vulkan glvnd nvidia cufile.json ascend_install.info hccn.conf Ascend libibverbs.d rdma";

    /// <summary>Accelerators and what connects them. Which of them are the run's the scheduler has set.</summary>
    private const string Devices = "/dev/nvidia* /dev/davinci* /dev/devmm_svm /dev/hisi_hdc /dev/kfd /dev/dri /dev/infiniband /dev/cambricon* /dev/mthreads* /dev/xpu*";

    /// <summary>
    /// The first process of the box, which what runs in the box can't kill: what it writes at the end is proof that the job ended, and that nobody killed the box. On one line, for it is an argument among lines.
    /// </summary>
    private const string First = "\"$@\" 8>&- & c=$!; wait \"$c\"; code=$?; while kill -0 \"$c\" 2>/dev/null; do wait \"$c\"; code=$?; done; echo \"$code\" >&8; exit \"$code\"";

    /// <summary>
    /// What the vendor's tool says of the devices goes to a log beside the job (<see cref="LoadLog"/>), in whole blocks; notices of an end do not concern it. The tool sees the machine, so which devices
    /// are the run's is what the scheduler has set. The first sample comes early, so that short runs have one.
    /// </summary>
    private static readonly string Measured = string.Create(CultureInfo.InvariantCulture, $$"""
        shown=-
        for v in "$ASCEND_RT_VISIBLE_DEVICES" "$CUDA_VISIBLE_DEVICES" "$SLURM_JOB_GPUS"; do [ -z "$v" ] || shown=$v; done
        measure() {
          trap '' TERM
          PATH=$PATH:/usr/local/nvidia/bin:/opt/nvidia/bin:/usr/local/Ascend/driver/tools
          tool=
          for t in nvidia-smi npu-smi; do command -v "$t" >/dev/null 2>&1 && { tool=$t; break; }; done
          [ -n "$tool" ] || { printf '@%s none -\n.\n' "$(date +%s)" >> load; return; }
          case $tool in nvidia-smi) set -- {{string.Join(' ', NvidiaSmi.Arguments)}} ;; *) set -- {{string.Join(' ', NpuSmi.Arguments)}} ;; esac
          pause=1
          while sleep "$pause"; do
            { echo "@$(date +%s) $tool $shown"; timeout 20 "$tool" "$@" 2>/dev/null; echo .; } > load.new && cat load.new >> load
            pause={{LoadLog.PeriodSeconds}}
          done
        }
        printf '@%s begin -\n.\n' "$(date +%s)" > load
        measure > /dev/null 2>&1 < /dev/null & measuring=$!

        """);

    private const string Ending = $$"""
        trap ': > {{Noticed}}; notice $$' TERM
        job "$@" > stdout 2> stderr < /dev/null &
        child=$!
        wait "$child"; code=$?
        while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
        kill -KILL "$measuring" $(cat "/proc/$measuring/task/$measuring/children" 2>/dev/null) 2>/dev/null
        [ -n "$limit" ] && [ "$code" = 124 ] && : > over-time
        [ -n "$boxed" ] && [ ! -s inside ] || rm -f {{Unended}}
        exit "$code"

        """;

    /// <summary>The script's text.</summary>
    /// <param name="order">The run.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="binds">Folders of the cluster that jobs may read besides the system's.</param>
    public static string Of(RunOrder order, string folder, IReadOnlyList<string> binds)
    {
        var text = new StringBuilder();
        text.Append("#!/bin/sh\n")
            .Append(Line($"cd {Quoted(folder)} || exit 70"))
            .Append(Line($": > {Unended}"))
            .Append("mkdir -p work\n")
            .Append(Line($"export KEYECO_JOB={order.Job} KEYECO_ATTEMPT={order.Attempt} KEYECO_DEVICES={order.Devices}"))
            .Append(Shared(order))
            .Append("limit=\n[ -n \"$KEYECO_WALL_SECONDS\" ] && limit=\"timeout -k 5 $KEYECO_WALL_SECONDS\"\n");

        // A box hides the other runs of this user and the machine's own folders. Root gives the job a user of its own, who has nothing on this machine; another user's job is that user without his groups'
        // powers, in a world that holds the run's folders and the system's programs.
        text.Append(Line(string.Create(CultureInfo.InvariantCulture, $"root=; user=$(id -u); [ \"$user\" != 0 ] || {{ root=1; user={UserOf(order.Job)}; }}")))
            .Append("printf 'root:x:0:0:root:/:/bin/sh\njob:x:%s:%s:job:/job:/bin/sh\n' \"$user\" \"$user\" > passwd; printf 'root:x:0:\njob:x:%s:\n' \"$user\" > group\n")
            .Append("[ -z \"$root\" ] || { chown -hR \"$user:$user\" out checkpoint work; chmod -R a+rX in code; [ ! -e script ] || chmod a+rx script; }\n");
        text.Append("box() {\n  set -- --unshare-pid --as-pid-1 --unshare-ipc --unshare-uts --unshare-cgroup-try --die-with-parent\n");
        text.Append("  [ -n \"$root\" ] || { set -- \"$@\" --unshare-user --cap-drop ALL; ! bwrap --help 2>&1 | grep -q -e --disable-userns || set -- \"$@\" --disable-userns; }\n");
        if (order.Sealed || !order.Network)
        {
            text.Append("  set -- \"$@\" --unshare-net\n");
        }

        text.Append("  for d in usr bin sbin lib lib32 lib64 libx32 opt; do\n    if [ -L \"/$d\" ]; then set -- \"$@\" --symlink \"$(readlink \"/$d\")\" \"/$d\"; elif [ -d \"/$d\" ]; then set -- \"$@\" --ro-bind \"/$d\" \"/$d\"; fi\n  done\n");
        // Folders that bubblewrap makes on the way to something are its own user's only.
        text.Append("  set -- \"$@\" --dir /etc --dir /etc/default --dir /etc/ssl --dir /etc/pki --dir /etc/pki/tls\n");
        text.Append(Line($"  for d in {Etc}; do [ ! -e \"/etc/$d\" ] || set -- \"$@\" --ro-bind \"/etc/$d\" \"/etc/$d\"; done"));
        text.Append("  set -- \"$@\" --ro-bind \"$PWD/passwd\" /etc/passwd --ro-bind \"$PWD/group\" /etc/group --dev /dev --perms 1777 --tmpfs /dev/shm --proc /proc --perms 1777 --tmpfs /tmp --ro-bind /sys /sys\n");
        text.Append("  groups=\n");
        text.Append(Line($"  for d in {Devices}; do [ ! -e \"$d\" ] || {{ set -- \"$@\" --dev-bind \"$d\" \"$d\"; g=$(stat -c %g \"$d\"); [ \"$g\" = 0 ] || groups=${{groups:+$groups,}}$g; }}; done"));
        foreach (var bind in binds)
        {
            text.Append(Line($"  set -- \"$@\" --ro-bind {Quoted(bind)} {Quoted(bind)}"));
        }

        text.Append("  set -- \"$@\"");
        foreach (var shown in Shown)
        {
            text.Append(Line($" --{(shown is "in" or "code" ? "ro-bind" : "bind")} \"$PWD/{shown}\" /{shown}").TrimEnd('\n'));
        }

        text.Append(" --bind \"$PWD/work\" /job --chdir /job");
        text.Append(order.Script is null ? "\n" : " --ro-bind \"$PWD/script\" /script\n");
        // Else "/" and "/dev" are writable trees of half the machine's memory.
        text.Append(Line($"  set -- \"$@\" --remount-ro /dev --remount-ro / -- /bin/sh -c {Quoted(First)} box"));
        text.Append("  [ -z \"$root\" ] || set -- \"$@\" /usr/bin/setpriv --reuid=\"$user\" --regid=\"$user\" \"${groups:+--groups=}${groups:---clear-groups}\" --inh-caps=-all --bounding-set=-all --no-new-privs --\n");
        text.Append("  for p; do printf '%s\n' \"$p\"; done > box\n}\n");
        // The box itself outlives the notice, which whole clusters send to every process; what runs in it gets it, parents first, and may save its work.
        text.Append("box\nin_box() { trap '' TERM; IFS='\n'; set -f; exec bwrap $(cat box) /usr/bin/env --default-signal=TERM,INT,QUIT \"$@\" 8> inside; }\n");
        text.Append("notice() { for p in $(cat \"/proc/$1/task/$1/children\" 2>/dev/null); do [ \"$(cat \"/proc/$p/comm\" 2>/dev/null)\" = bwrap ] || kill -TERM \"$p\" 2>/dev/null; notice \"$p\"; done; }\n");
        if (order.Image is { } image)
        {
            text.Append(Measured).Append(Contained(order, image, binds)).Append(Ending);
            return text.ToString();
        }

        text.Append("if command -v bwrap >/dev/null 2>&1 && (in_box true) >/dev/null 2>&1; then\n");
        text.Append("  boxed=1; export HOME=/job KEYECO_IN=/in KEYECO_OUT=/out KEYECO_CODE=/code KEYECO_CHECKPOINT=/checkpoint\n");
        text.Append("  job() { in_box $limit ").Append(string.Join(' ', order.Command.Select(Quoted))).Append("; }\n");
        text.Append("else\n");
        if (order.Sealed)
        {
            text.Append(Refused("A sealed job needs bubblewrap, and no box can be built here. 不可见作业需要 bubblewrap 沙箱。")).Append("fi\n");
            return text.Append(Measured).Append(Ending).ToString();
        }

        text.Append("  if [ -n \"$root\" ]; then").Append(Refused("This agent runs as root, and no box can be built here: the job would be root of the machine. Install bubblewrap, or run the agent as another user. 代理以 root 运行而此处无法建立沙箱：请安装 bubblewrap，或以普通用户运行代理。")).Append("  fi\n");
        text.Append("  export KEYECO_IN=\"$PWD/in\" KEYECO_OUT=\"$PWD/out\" KEYECO_CODE=\"$PWD/code\" KEYECO_CHECKPOINT=\"$PWD/checkpoint\"\n");
        text.Append("  job() { cd work && exec $limit ").Append(string.Join(' ', order.Command.Select(c => Placed(c, folder)))).Append("; }\nfi\n");
        text.Append(Measured);
        text.Append(Ending);
        return text.ToString();
    }

    /// <summary>
    /// The job in its image, by the first of apptainer, podman and docker that the machine has. The container is the wall: it sees the run's folders, the devices that the scheduler gave it,
    /// and nothing else of the machine. What fails before the job begins is no end of the job (<c>image-failed</c>).
    /// </summary>
    private static string Contained(RunOrder order, string image, IReadOnlyList<string> binds)
    {
        var command = string.Join(' ', order.Command.Select(Quoted));
        var bound = string.Concat(binds.Select(b => $" -v {Quoted(b)}:{Quoted(b)}:ro"));
        var script = order.Script is null ? "" : " -v \"$PWD/script:/script:ro\"";
        return $$"""
            export KEYECO_IN=/in KEYECO_OUT=/out KEYECO_CODE=/code KEYECO_CHECKPOINT=/checkpoint
            name=keyeco-{{order.Job.Value:n}}-{{order.Attempt}}
            engine=
            for e in apptainer podman docker; do command -v "$e" >/dev/null 2>&1 && { engine=$e; break; }; done
            set -- $(env | sed -n 's/^\(KEYECO_[A-Z_]*\|CUDA_[A-Z_]*\|NVIDIA_[A-Z_]*\|ASCEND_[A-Z_]*\|SLURM_[A-Z_]*\)=.*/-e \1/p')
            if command -v nvidia-smi >/dev/null 2>&1; then
              case $engine in
                docker) [ "$shown" = - ] && set -- "$@" --gpus all || set -- "$@" --gpus "\"device=$shown\"" ;;
                podman) for d in $(echo "$shown" | tr ',' ' '); do [ "$d" = - ] && d=all; set -- "$@" --device "nvidia.com/gpu=$d"; done ;;
                apptainer) nvidia=--nv ;;
              esac
            elif command -v npu-smi >/dev/null 2>&1; then
              for d in /dev/davinci_manager /dev/devmm_svm /dev/hisi_hdc; do set -- "$@" --device "$d"; done
              for d in $(echo "$shown" | tr ',-' '  '); do set -- "$@" --device "/dev/davinci$d"; done
              set -- "$@" -v /usr/local/Ascend/driver:/usr/local/Ascend/driver:ro
            fi
            failed() { [ "$1" = 125 ] || [ "$1" = 255 ] && : > image-failed; return "$1"; }
            job() {
              case $engine in
                '') echo 'There is no apptainer, podman or docker on this machine. 该机器没有容器引擎。' >&2; : > image-failed; return 125 ;;
                apptainer)
                  $limit apptainer exec --containall --no-privs {{(order.Network ? "" : "--net --network none ")}}$nvidia --pwd /job --bind "$PWD/in:/in:ro,$PWD/out:/out,$PWD/code:/code:ro,$PWD/checkpoint:/checkpoint,$PWD/work:/job{{(order.Script is null ? "" : ",$PWD/script:/script:ro")}}" docker://{{Quoted(image)}} {{command}}
                  failed $? ;;
                *)
                  # Of a container whose client is killed nobody else takes care.
                  setsid sh -c 'trap "" TERM; while kill -0 "$1" 2>/dev/null; do sleep 1; done; exec "$2" rm -f "$3"' guard $$ "$engine" "$name" >/dev/null 2>&1 < /dev/null &
                  $limit "$engine" run --rm --init --cap-drop=ALL --security-opt=no-new-privileges {{(order.Network ? "" : "--network=none ")}}--name "$name" "$@" -v "$PWD/in:/in:ro" -v "$PWD/out:/out" -v "$PWD/code:/code:ro" -v "$PWD/checkpoint:/checkpoint" -v "$PWD/work:/job"{{script}}{{bound}} -w /job --entrypoint '' {{Quoted(image)}} {{command}}
                  failed $? ;;
              esac
            }

            """;
    }

    /// <summary>
    /// What tells a job its part of a device. NVIDIA's MPS, where its daemon runs on the machine, keeps processes to the share of computing and of memory that these variables name;
    /// elsewhere the job is trusted with them.
    /// </summary>
    private static string Shared(RunOrder order)
    {
        if (order.Share is not { } share)
        {
            return "";
        }

        var memory = share.MemoryMib > 0 ? string.Create(CultureInfo.InvariantCulture, $" KEYECO_DEVICE_MEMORY_MIB={share.MemoryMib} CUDA_MPS_PINNED_DEVICE_MEM_LIMIT=0={share.MemoryMib}M") : "";
        var part = share.Part is { } name ? $" KEYECO_DEVICE_PART={Quoted(name)}" : "";
        return Line(string.Create(CultureInfo.InvariantCulture, $"export KEYECO_DEVICE_MILLI={share.Milli} CUDA_MPS_ACTIVE_THREAD_PERCENTAGE={Math.Max(1, share.Milli / 10)}{memory}{part}"));
    }

    /// <summary>Without a box, what the job's own paths name lies in the run's folder.</summary>
    private static string Placed(string part, string folder) =>
        part == "/script" || Shown.Any(s => part == $"/{s}" || part.StartsWith($"/{s}/", StringComparison.Ordinal)) ? Quoted(folder + part) : Quoted(part);

    /// <summary>What is said where a run is not begun; it is no end of the job.</summary>
    private static string Refused(string words) => $" echo {Quoted(words)} > stderr; : > stdout; : > image-failed; rm -f {Unended}; exit 125\n";

    /// <summary>A user that nobody is, the same for each run of a job, in the range that systemd keeps for passing users.</summary>
    private static int UserOf(JobId job) => FirstUser + (BitConverter.ToUInt16(job.Value.ToByteArray(), 14) % Users);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Line(string text) => text + "\n";
}
