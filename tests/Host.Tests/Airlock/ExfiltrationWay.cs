namespace KeyEcosystem.Host.Tests.Airlock;

/// <summary>A job that tries to carry a secret out.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Script">Its script; <c>$s</c> is the secret, <c>$d</c> its digits, <c>$c</c> a digit of it.</param>
/// <param name="Fails">The rule that its declared output fails; null where it leaves none, or one that may leave because it carries nothing.</param>
/// <param name="Withdraw">Whether its sender withdraws it while it runs.</param>
/// <param name="Says">What the owner finds in its log, which shows that it was tried; null where the log says nothing of it.</param>
public sealed record ExfiltrationWay(string Name, string Script, string? Fails = "present", bool Withdraw = false, string? Says = null)
{
    /// <summary>What an honest job writes.</summary>
    public const string Honest = "printf 'shift,n,kWh\\nday,20,1.50\\nnight,20,2.50\\n' > /out/report.csv\n";

    /// <summary>Looks for the node.</summary>
    public const string Network = "perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(PeerAddr => \"127.0.0.1:PORT\", Timeout => 2) ? \"reached\" : \"unreachable\"'";

    /// <summary>The ways, each as a job of its own.</summary>
    public static IReadOnlyList<ExfiltrationWay> All { get; } =
    [
        new("plain copy", "cp /in/meters.csv /out/meters.csv"),
        new("copy under the declared name", "cp /in/meters.csv /out/report.csv", "form"),
        new("base64", "base64 /in/meters.csv > /out/report.csv", "form"),
        new("hexadecimal", "od -An -tx1 /in/meters.csv > /out/report.csv", "form"),
        new("gzip", "gzip -c /in/meters.csv > /out/report.csv", "form"),
        new("reversed", "rev /in/meters.csv > /out/report.csv", "form"),
        new("one number a row", "{ echo shift,n,kWh; printf %s \"$s\" | od -An -tu1 -v -w1 | while read n; do echo day,20,$n; done; } > /out/report.csv", "cell"),
        new("column names", "printf '%s,n,kWh\\nday,20,1\\n' \"$s\" > /out/report.csv", "form"),
        new("file names", ": > \"/out/$s\"", Says: "Result not kept: ZQ"),
        new("number of files", "i=0; while [ $i -le $c ]; do : > /out/f$i; i=$((i+1)); done"),
        new("file sizes", "head -c \"$((c*100+1))\" /dev/zero > /out/x"),
        new("standard output", "cat /in/meters.csv", Says: "day,1.50,ZQ"),
        new("standard error", "cat /in/meters.csv >&2", Says: "day,1.50,ZQ"),
        new("exit code", Honest + "exit $((c+1))", "ending", Says: "Ended with code"),
        new("exit code, zero or not", Honest + "[ $((c%2)) = 0 ] || exit 3", "*"),
        new("very long lines", "for i in 1 2 3 4 5 6 7 8; do for j in 1 2 3 4 5 6 7 8 9; do printf '%s%s%s%s%s%s%s%s' $s $s $s $s $s $s $s $s; done; done"),
        new("progress in place", "for p in $(printf %s \"$d\" | fold -w2); do printf '\\r%s%%' $p; done"),
        new("terminal commands", "printf '\\033]0;%s\\007\\033[2J' \"$s\""),
        new("symbolic link to the input", "ln -s /in/meters.csv /out/report.csv"),
        new("hard link to the input", "ln /in/meters.csv /out/report.csv || ln /in/meters.csv /job/x"),
        new("checkpoint folder", "mkdir -p /checkpoint; cp /in/meters.csv /checkpoint/x; cp /in/meters.csv /job/checkpoint"),
        new("a category that is the secret", "printf 'shift,n,kWh\\n%s,20,1\\n' \"$s\" > /out/report.csv", "category"),
        new("numbers with too many digits", "printf 'shift,n,kWh\\nday,20,1.%s\\n' \"$d\" > /out/report.csv", "number"),
        new("a number larger than declared", "printf 'shift,n,kWh\\nday,20,%s\\n' \"$d\" > /out/report.csv", "number"),
        new("a count that lies", "printf 'shift,n,kWh\\nday,1%s,1\\n' \"$(printf %s \"$d\" | cut -c1-4)\" > /out/report.csv", "records"),
        new("a count below the least", "printf 'shift,n,kWh\\nday,%s,1\\n' \"$c\" > /out/report.csv", "count"),
        new("many small outputs", "i=0; for p in $(printf %s \"$s\" | fold -w1); do i=$((i+1)); printf %s $p > /out/part$i; done"),
        new("sparse file", "truncate -s $((d%1000000+1)) /out/report.csv", null),
        new("time of a file", Honest + "touch -d @$((d%1000000000)) /out/report.csv", null),
        new("mode of a file", Honest + "chmod $((400+c%8)) /out/report.csv", null),
        new("deep folders", "mkdir -p \"/out/$(printf %s \"$s\" | fold -w1 | paste -sd/ -)\"; cp /in/meters.csv /out/Z/"),
        new("process title and environment", "SECRET=\"$s\" perl -e '$0=$ENV{SECRET}; sleep 1'"),
        new("text in a JSON output", "printf '{\"n\":20,\"kWh\":\"%s\"}' \"$s\" > /out/sum.json"),
        new("more members in a JSON output", "printf '{\"n\":20,\"kWh\":1,\"%s\":1}' \"$s\" > /out/sum.json"),
        new("a member twice in a JSON output", "printf '{\"n\":20,\"kWh\":%s,\"kWh\":1}' \"$c\" > /out/sum.json"),
        new("characters without width", "printf 'shift,n,kWh\\nday\\342\\200\\213,20,1\\n' > /out/report.csv; [ $((c%2)) = 0 ] || printf 'shift,n,kWh\\nday\\342\\200\\214,20,1\\n' > /out/report.csv", "category"),
        new("look-alike letters", "printf 'shift,n,kWh\\nd\\320\\260y,20,1\\n' > /out/report.csv", "category"),
        new("rows repeated as a counter", "{ echo shift,n,kWh; i=0; while [ $i -le $c ]; do echo day,12,1; i=$((i+1)); done; echo day,12,1; } > /out/report.csv", "cell"),
        new("order of rows", "printf 'shift,n,kWh\\nday,20,1.5\\nnight,20,2.5\\n' > /out/report.csv; [ $((c%2)) = 0 ] || printf 'shift,n,kWh\\nnight,20,2.5\\nday,20,1.5\\n' > /out/report.csv", null),
        new("spelling of numbers", "[ $((c%2)) = 0 ] && v=1.5 || v=01.50; printf 'shift,n,kWh\\nday,20,%s\\nnight,20,2.5\\n' $v > /out/report.csv", null),
        new("quotes and line ends", "[ $((c%2)) = 0 ] && e='\\n' || e='\\r\\n'; printf \"shift,n,kWh${e}day,20,1.5${e}night,20,2.5${e}\" > /out/report.csv", null),
        new("white space behind the table", Honest + "printf '%*s\\n' $c '' >> /out/report.csv", "form"),
        new("error message of a failing program", "\"$s\"", Says: ": not found"),
        new("error message of the shell", ": ${x:?$s}"),
        new("a pipe and a socket", "mkfifo \"/out/$s\""),
        new("the network, at a pool that grants it", Network, Says: "unreachable"),
        new("memory limit or not", "[ $((c%2)) = 0 ] || perl -e '$x=\"x\" x 900000000; sleep 1'"),
        new("disk limit or not", "[ $((c%2)) = 0 ] || dd if=/dev/zero of=/out/x bs=1M count=200 2>/dev/null"),
        new("process limit or not", "[ $((c%2)) = 0 ] || for i in $(seq 200); do sleep 2 & done"),
        new("killed by a signal or not", "[ $((c%2)) = 0 ] || kill -SEGV $$"),
        new("words at the end when withdrawn", "trap 'cat /in/meters.csv; cp /in/meters.csv /out/report.csv; exit 0' TERM; while :; do sleep 0.1; done", null, Withdraw: true),
        new("words until withdrawn", "while :; do echo \"$s\"; sleep 0.05; done", null, Withdraw: true),
    ];
}
