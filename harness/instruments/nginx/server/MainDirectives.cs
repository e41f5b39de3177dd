using Verify.Engine.Linux;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Server;

/// <summary>What a configuration says of the processes that run it.</summary>
public static class MainDirectives
{
    extension(NginxConf conf)
    {
        /// <summary>Whether it has a main directive: what it says itself must not be said on the command line too.</summary>
        public bool Says(string directive) => conf.Root.Named(directive).Any();

        /// <summary>Whether nginx puts itself into the background: the default, and on when it is said.</summary>
        public bool SaysDaemonOn => conf.FirstArgument("daemon") == "on";

        /// <summary>How many workers it asks for: one unless it says otherwise, "auto" for one a processor.</summary>
        public int WorkerProcesses =>
            conf.FirstArgument("worker_processes") switch
            {
                null => 1,
                "auto" => Processors.Count,
                var number => int.TryParse(number, out var count) ? count : 1,
            };

        /// <summary>As typed, "1 (nginx's default)" where it is not.</summary>
        public string WorkerProcessesText =>
            conf.FirstArgument("worker_processes") ?? "1 (nginx's default)";

        public string? FirstArgument(string directive) =>
            conf.Root.Named(directive).FirstOrDefault()?.Args.FirstOrDefault();
    }
}
