using System.Text.Json;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>A submission in Slurm's words (v0.0.38).</summary>
internal static class SlurmScript
{
    private const string Path = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    /// <summary>The body of <c>job/submit</c>.</summary>
    /// <param name="job">The job.</param>
    /// <param name="runFolder">Where it leaves its marks.</param>
    public static byte[] Body(BackendSubmission job, string runFolder)
    {
        // Slurm will not start a job without any environment.
        var environment = new JsonObject { ["PATH"] = Path };
        foreach (var (name, value) in job.Environment)
        {
            environment[name] = value;
        }

        var asked = new JsonObject
        {
            ["name"] = job.Key.ToString(),
            ["nodes"] = new JsonArray(job.Nodes, job.Nodes),
            // With fewer tasks than nodes Slurm takes nodes away.
            ["tasks"] = job.Nodes,
            ["tasks_per_node"] = 1,
            ["cpus_per_task"] = job.CpusPerNode,
            ["time_limit"] = (int)Math.Ceiling(job.WallMax.TotalMinutes),
            ["current_working_directory"] = job.Folder,
            ["standard_output"] = job.LogFile,
            ["standard_error"] = job.LogFile,
            ["open_mode"] = "append",
            // "requeue": false is taken and not heeded (22.05). Whether a job is tried again is the pool's to say, under another epoch.
            ["no_requeue"] = true,
            ["environment"] = environment,
        };
        if (job.DevicesPerNode > 0)
        {
            // Not "tres_per_node": the field of this name is refused.
            asked["gres"] = job.Flavor is { } flavor ? $"gpu:{flavor}:{job.DevicesPerNode}" : $"gpu:{job.DevicesPerNode}";
        }

        if (job.MemoryMibPerNode is { } memory)
        {
            asked["memory_per_node"] = memory;
        }

        if (job.Partition is { } partition)
        {
            asked["partition"] = partition;
        }

        var words = string.Join(' ', job.Command.Prepend(runFolder).Select(RunScript.Quote));
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["script"] = $"#!/bin/sh\nset -- {words}\n{RunScript.Text}", ["job"] = asked });
    }
}
