using NUnit.Framework;
using Verify.Fixtures.Encoder;
using Verify.Origin.Profile;

namespace Verify.Scenarios.NginxCaching.Variants;

/// <summary>What is claimed of one variant: all of it is there, and it is what the master says.</summary>
internal sealed class VariantClaims(Step step, OriginProfile profile)
{
    public async Task JudgeAsync(ServedVariant one)
    {
        var (name, variant) = (one.Variant.Uri, one.Variant);
        step.Expect(
            $"{name}: segments listed",
            one.Segments.Count,
            Is.EqualTo(profile.Hls.ListSize),
            "hls.listSize"
        );
        step.Expect(
            $"{name}: listed segments that are not served completely",
            one.Segments.Where(segment => !segment.IsWhole)
                .Select(segment =>
                    $"{segment.Segment.Uri} {segment.Status}, {segment.Bytes} bytes of {segment.Length}"
                ),
            Is.Empty,
            "the length of each file"
        );
        step.Measure(
            new(
                $"{name}: bit rate of its heaviest segment",
                one.Peak / 1000,
                "kbit/s",
                one.Segments.Count,
                Source: "bytes served by EXTINF"
            )
        );
        step.Expect(
            $"{name}: bits per second of its largest segment",
            Math.Round(one.Peak),
            Is.LessThanOrEqualTo((double)variant.Bandwidth),
            "BANDWIDTH is an upper bound for every segment (RFC 8216, 4.3.4.2), and players choose by it"
        );
        var seen = await ProbedMedia.OfAsync(one.Newest, step.Ct);
        step.Expect(
            $"{name}: frame size, by ffprobe",
            $"{seen.Width}x{seen.Height}",
            Is.EqualTo(Ladder.Size(variant)),
            "RESOLUTION"
        );
        step.Expect(
            $"{name}: codecs, by ffprobe",
            Codecs(seen),
            Is.EqualTo(variant.Codecs),
            "a player skips variants whose CODECS it cannot decode"
        );
        Level(name, seen);
    }

    // RFC 6381: profile, constraints and level in hexadecimal; AAC-LC is object type 2 of MPEG-4 audio.
    private static string Codecs(ProbedMedia seen)
    {
        var video = (seen.VideoCodec, seen.VideoProfile) switch
        {
            ("h264", "Constrained Baseline") => $"avc1.42c0{seen.Level:x2}",
            ("h264", "Main") => $"avc1.4d40{seen.Level:x2}",
            ("h264", "High") => $"avc1.6400{seen.Level:x2}",
            var (codec, profile) => $"{codec} {profile} {seen.Level}",
        };
        var audio = (seen.AudioCodec, seen.AudioProfile) is ("aac", "LC")
            ? "mp4a.40.2"
            : $"{seen.AudioCodec} {seen.AudioProfile}";
        return $"{video},{audio}";
    }

    private void Level(string name, ProbedMedia seen)
    {
        var needed = H264Level.For(seen.Width, seen.Height, profile.Encoder.Framerate);
        if (needed > seen.Level)
            step.Find(
                $"{name}: {seen.Width}x{seen.Height} at {profile.Encoder.Framerate} frames per second is declared as level {seen.Level / 10.0:0.0} but needs {needed / 10.0:0.0}",
                "a decoder that trusts the declared level may refuse it or run out of memory; one that trusts CODECS would choose it and fail",
                "declare a level for each variant",
                kind: FindingKind.Before,
                effect: Effect.Error
            );
    }
}
