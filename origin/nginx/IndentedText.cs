namespace Verify.Origin.Nginx;

internal static class IndentedText
{
    private const string OneLevel = "    ";

    extension(string text)
    {
        /// <summary>Each line but the first moved in by so many levels; the template already placed the first.</summary>
        public string Inside(int levels)
        {
            var indent = string.Concat(Enumerable.Repeat(OneLevel, levels));
            return string.Join(
                '\n',
                text.Split('\n')
                    .Select((line, at) => at == 0 || line.Length == 0 ? line : indent + line)
            );
        }
    }
}
