using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>The sizes of a proxy's buffers, which nginx compares with each other at every level.</summary>
/// <remarks>As ngx_http_proxy_merge_loc_conf does, and the same of fastcgi, uwsgi and scgi.</remarks>
internal static class BufferCheck
{
    private const long Page = 4096;

    public static IEnumerable<ConfProblem> Of(NginxConf conf, ConfContext level) =>
        ((string[])["proxy", "fastcgi", "uwsgi", "scgi"])
            // Only where one of them is set: above, the same sizes were compared already.
            .Where(family => Directives(family).Any(name => level.Named(name).Any()))
            .Select(family => Problem(Effective.In(conf, level), level, family))
            .OfType<ConfProblem>();

    private static string[] Directives(string family) =>
        [
            $"{family}_buffers",
            $"{family}_buffer_size",
            $"{family}_busy_buffers_size",
            $"{family}_temp_file_write_size",
            $"{family}_max_temp_file_size",
        ];

    private static ConfProblem? Problem(Effective here, ConfContext level, string family)
    {
        var names = Directives(family);
        var buffers = here.Of(names[0]) is { Standing: Standing.Own or Standing.Inherited } set
            ? set.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : ["8", $"{Page}"];
        if (
            buffers.Length != 2
            || !NumberValue.TryParse(buffers[0], out var count)
            || !SizeValue.TryParse(buffers[1], offset: false, out var one)
        )
        {
            return null;
        }
        var largest = Math.Max(Size(here, names[1]) ?? Page, one);
        var busy = Size(here, names[2]) ?? 2 * largest;
        var write = Size(here, names[3]) ?? 2 * largest;
        var file = Size(here, names[4]) ?? long.MaxValue;
        var more =
            $"must be equal to or greater than the maximum of the value of \"{names[1]}\" and one of the \"{names[0]}\"";
        var (says, reason) =
            count < 2 ? ($"there must be at least 2 \"{names[0]}\"", "it is one")
            : busy < largest ? ($"\"{names[2]}\" {more}", $"{busy} is less than {largest}")
            : busy > (count - 1) * one
                ? (
                    $"\"{names[2]}\" must be less than the size of all \"{names[0]}\" minus one buffer",
                    $"{busy} (twice the largest buffer, unless set) is more than {(count - 1) * one}"
                )
            : write < largest ? ($"\"{names[3]}\" {more}", $"{write} is less than {largest}")
            : file != 0 && file < largest
                ? (
                    $"\"{names[4]}\" must be equal to zero to disable temporary files usage or {more}",
                    $"{file} is less than {largest}"
                )
            : (null, "");
        return says is null
            ? null
            : ConfProblem.Of(
                names.SelectMany(level.Named).First(),
                says,
                reason,
                $"{names[2]} between the largest buffer ({largest}) and all but one of {names[0]} ({(count - 1) * one})"
            );
    }

    private static long? Size(Effective here, string directive) =>
        here.Of(directive) is { Standing: Standing.Own or Standing.Inherited } set
        && SizeValue.TryParse(set.Text, offset: false, out var bytes)
            ? bytes
            : null;
}
