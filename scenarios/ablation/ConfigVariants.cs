using System.Text.RegularExpressions;

namespace Verify.Scenarios.Ablation;

/// <summary>A configuration with one thing about it changed, to see by that what the thing does.</summary>
internal static class ConfigVariants
{
    extension(string configuration)
    {
        /// <summary>Without a directive, wherever it stands on a line of its own.</summary>
        public string Without(string directive) =>
            Regex.Replace(configuration, Line(directive) + @"\n", "", RegexOptions.Multiline);

        /// <summary>With another value of a directive, wherever it is set.</summary>
        public string With(string directive, string value) =>
            Regex.Replace(
                configuration,
                Line(directive),
                $"$1{directive} {value};",
                RegexOptions.Multiline
            );

        /// <summary>With one more line in every block that opens so.</summary>
        public string Inside(string opening, string line) =>
            configuration.Replace(opening, $"{opening}\n{line}", StringComparison.Ordinal);
    }

    private static string Line(string directive) =>
        $@"^([ \t]*){Regex.Escape(directive)}[ \t][^;\n]*;";
}
