using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Site;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Own;

/// <summary>What a change of the user's own does to the files of the stream, by the two configurations.</summary>
internal static class PairEffects
{
    public static IReadOnlyList<StreamEffect> Of(
        ChangedConfiguration one,
        OwnPair pair,
        ServedStream stream,
        HlsSettings hls
    )
    {
        var beside = stream.Playlist[..^Path.GetFileName(stream.Playlist).Length];
        return
        [
            .. new[]
            {
                ("playlist", stream.Playlist),
                ("segment", beside + FirstSegment(hls)),
                ("master playlist", stream.Master),
            }.Select(kind =>
            {
                var uri = stream.Uri(kind.Item2);
                return StreamEffect.Of(
                    kind.Item1,
                    uri,
                    At(one.Before.Conf, pair.BaselineSite, uri),
                    At(one.Now.Conf, pair.CandidateSite, uri)
                );
            }),
        ];
    }

    private static string FirstSegment(HlsSettings hls) =>
        Regex.Replace(
            hls.SegmentPattern,
            "%0?([0-9]*)d",
            number =>
                "1".PadLeft(int.TryParse(number.Groups[1].Value, out var length) ? length : 1, '0')
        );

    private static Effective At(NginxConf conf, HlsSite site, string uri) =>
        Effective.At(conf, new ServerSelector(site.Port, site.Host), uri);
}
