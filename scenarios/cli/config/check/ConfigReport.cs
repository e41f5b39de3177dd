using Verify.Instruments.Nginx.Check;
using Verify.Instruments.Nginx.Syntax;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>What Verify's own checks and nginx itself say of a configuration.</summary>
internal sealed record ConfigReport(
    NginxConf Conf,
    IReadOnlyList<ConfProblem> Errors,
    IReadOnlyList<ConfWarning> Warnings,
    NginxVerdict Nginx
)
{
    /// <summary>nginx has the last word, where it was asked.</summary>
    public bool Passes => Nginx.Answer?.Accepted ?? Errors.Count == 0;

    /// <summary>What nginx says at a place that Verify's own checks say nothing of.</summary>
    public IEnumerable<NginxMessage> OnlyOfNginx =>
        Nginx.Messages.Where(message =>
            message.IsWarning || !Errors.Any(error => IsOf(error, message))
        );

    public string Table()
    {
        var table = new TextTable("", "at", "directive", "what");
        foreach (var error in Errors)
        {
            table.Add(
                Level(error),
                $"{error.Place}",
                CutText.Of($"{error.Directive} {error.Value}"),
                error.Says
            );
            table.Remark(error.Reason, $"allowed: {error.Allowed}");
            foreach (var said in Nginx.Messages.Where(message => IsOf(error, message)))
                table.Remark($"nginx itself: {said.Text}");
        }
        foreach (var message in OnlyOfNginx)
            table.Add(
                message.IsWarning ? "warning" : "error",
                message.At(Conf),
                "(nginx -t)",
                message.Text
            );
        foreach (var warning in Warnings)
        {
            table.Add(Level(warning), $"{warning.Place}", warning.Directive, warning.Kind);
            table.Remark($"in {warning.Context}: {warning.Message}");
            if (!warning.IsNote)
                table.Remark($"better: {warning.Advice}");
        }
        return (table.IsEmpty ? "" : $"{table}\n") + Summary() + "\n";
    }

    public static string Level(ConfWarning warning) => warning.IsNote ? "note" : "warning";

    /// <summary>Certain where no other nginx could see it otherwise, and the one that was asked does not.</summary>
    public bool IsCertain(ConfProblem error) =>
        error.Certain && Nginx.Answer is not { Accepted: true };

    private string Level(ConfProblem error) => IsCertain(error) ? "error" : "error?";

    private bool IsOf(ConfProblem error, NginxMessage message) =>
        $"{error.Place}" == message.At(Conf);

    private string Summary()
    {
        var notes = Warnings.Count(warning => warning.IsNote);
        var more = OnlyOfNginx.ToLookup(message => message.IsWarning);
        return $"{Conf.Main.Source.Path}: {Verdict()}. {Count(Errors.Count + more[false].Count(), "error")}, {Count(Warnings.Count - notes + more[true].Count(), "warning")}, {Count(notes, "note")}; {Count(Conf.Sources.Count, "file")}."
            + Nginx.Answer switch
            {
                null => $"\n{Nginx.Nginx}: only Verify's own checks were run.",
                { StandIns: [_, ..] files } =>
                    $"\nThis machine lacks a certificate or its key: nginx was given stand-ins for {string.Join(", ", files)}",
                _ => "",
            };
    }

    private string Verdict() =>
        Nginx.Answer switch
        {
            { Accepted: true } when Errors.Count > 0 =>
                $"{Nginx.Nginx} accepts this; nginx 1.22 as Debian builds it does not (error?)",
            { Accepted: true } => $"{Nginx.Nginx} accepts this",
            { } => $"{Nginx.Nginx} refuses this",
            null when Errors.Count == 0 => "nothing that nginx would refuse",
            null when Errors.All(error => !error.Certain) =>
                "nginx 1.22 as Debian builds it refuses this; another build may not (error?)",
            null => "nginx refuses this",
        };

    private static string Count(int count, string what) =>
        $"{count} {what}{(count == 1 ? "" : "s")}";
}
