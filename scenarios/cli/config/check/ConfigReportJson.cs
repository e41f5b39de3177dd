using System.Text.Json.Nodes;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>The report of config check as a document.</summary>
internal static class ConfigReportJson
{
    public static JsonObject Of(ConfigReport report) =>
        new()
        {
            ["file"] = report.Conf.Main.Source.Path,
            ["files"] = JsonOutput.List(
                report.Conf.Sources.Select(source => (JsonNode?)source.FullPath)
            ),
            ["verdict"] = report.Passes ? "pass" : "fail",
            ["nginx"] = Nginx(report.Nginx),
            ["errors"] = JsonOutput.List(
                report.Errors.Select(error => new JsonObject
                {
                    ["at"] = JsonOutput.Place(error.Place),
                    ["directive"] = error.Directive,
                    ["value"] = error.Value,
                    ["says"] = error.Says,
                    ["reason"] = error.Reason,
                    ["allowed"] = error.Allowed,
                    ["certain"] = report.IsCertain(error),
                })
            ),
            ["warnings"] = JsonOutput.List(
                report.Warnings.Select(warning => new JsonObject
                {
                    ["at"] = JsonOutput.Place(warning.Place),
                    ["level"] = ConfigReport.Level(warning),
                    ["kind"] = warning.Kind,
                    ["context"] = warning.Context,
                    ["directive"] = warning.Directive,
                    ["message"] = warning.Message,
                    ["advice"] = warning.Advice,
                })
            ),
        };

    private static JsonObject Nginx(NginxVerdict nginx) =>
        nginx.Answer is { } answer
            ? new()
            {
                ["asked"] = true,
                ["version"] = nginx.Nginx,
                ["accepted"] = answer.Accepted,
                ["command"] = answer.Command,
                ["standIns"] = JsonOutput.List(answer.StandIns.Select(file => (JsonNode?)file)),
                ["messages"] = JsonOutput.List(
                    nginx.Messages.Select(message => new JsonObject
                    {
                        ["level"] = message.Level,
                        ["message"] = message.Text,
                        ["file"] = message.File,
                        ["line"] = message.File is null ? null : message.Line,
                    })
                ),
            }
            : new() { ["asked"] = false, ["reason"] = nginx.Nginx };
}
