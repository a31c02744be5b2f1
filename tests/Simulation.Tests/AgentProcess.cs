using System.Diagnostics;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>An agent of a Slurm cluster in a process of its own, that can be killed and started again on its memory.</summary>
internal sealed class AgentProcess(Uri node, PoolId pool, string key, SlurmCluster cluster, string flavor, string folder) : IDisposable
{
    private readonly Lock said = new();
    private Process? process;

    public void Start()
    {
        var facts = cluster.Facts!;
        process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "keyeco.dll"), "agent", "--pool", pool.ToString(), "--state", folder, "--backend", "slurm", "--slurm-url", facts["url"], "--slurm-user", facts["user"],
            "--slurm-key-file", facts["key"], "--slurm-completions", facts["completions"], "--flavor", flavor, "--devices-per-node", "4",
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["KEYECO_KEY"] = key, ["KEYECO_URL"] = node.AbsoluteUri },
        })!;
        _ = Keep(process.StandardOutput);
        _ = Keep(process.StandardError);
    }

    /// <summary>What it says lies beside its memory, for who looks why a trial failed.</summary>
    private async Task Keep(StreamReader words)
    {
        while (await words.ReadLineAsync() is { } line)
        {
            lock (said)
            {
                File.AppendAllText(folder + ".log", line + "\n");
            }
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }
    }
}
