using Verify.Origin.Encoder;
using Verify.Origin.Profile;

namespace Verify.Tests.Origin;

public sealed class EncoderArgumentsTests
{
    [Test]
    public void A_single_stream_is_encoded_as_the_profile_says()
    {
        var arguments = EncoderArguments.For(
            Profiles.Shipped.Origin.Get("low-latency"),
            "/out",
            "pipe:1"
        );
        Assert.That(
            string.Join(' ', arguments),
            Is.EqualTo(
                "-hide_banner -nostdin -nostats -loglevel warning -progress pipe:1"
                    + " -f lavfi -i smptebars=size=1280x720:rate=30"
                    + " -f lavfi -i sine=frequency=1000:sample_rate=48000"
                    + " -vf sendcmd=c='7 realtime limit 2,realtime speed 1',realtime=speed=100:limit=360000"
                    + " -c:v libx264 -preset ultrafast -tune zerolatency -profile:v baseline -level 3.1"
                    + " -pix_fmt yuv420p -g 30 -keyint_min 30 -sc_threshold 0"
                    + " -b:v:0 2000k -minrate:v:0 2000k -maxrate:v:0 2000k -bufsize:v:0 2000k"
                    + " -x264-params nal-hrd=cbr:force-cfr=1"
                    + " -c:a aac -b:a:0 96k -ar 48000"
                    + " -f hls -hls_time 1 -hls_list_size 6 -hls_delete_threshold 5"
                    + " -hls_flags delete_segments+omit_endlist+temp_file"
                    + " -hls_segment_filename /out/seg%05d.ts /out/stream.m3u8"
            )
        );
    }

    [Test]
    public void A_ladder_is_scaled_from_its_largest_picture_and_each_variant_filled()
    {
        var arguments = EncoderArguments.For(
            Profiles.Shipped.Origin.Get("default", "multibitrate=true"),
            "/out/"
        );
        var line = string.Join(' ', arguments);
        Assert.That(
            line,
            Does.Contain("smptebars=size=1280x720:rate=30")
                .And.Contain(
                    "split=2[s0][s1];[s0]scale=1280:720:flags=fast_bilinear[v0];[s1]scale=640:360:flags=fast_bilinear[v1];[1:a]asplit=2[a0][a1] -map [v0] -map [a0] -map [v1] -map [a1]"
                )
                .And.Contain("-b:v:1 500k -minrate:v:1 500k -maxrate:v:1 500k -bufsize:v:1 1000k")
                .And.Contain("-b:a:0 128k -b:a:1 64k")
                .And.Contain("-master_pl_name master.m3u8")
                .And.EndsWith("-hls_segment_filename /out/%v/seg%05d.ts /out/%v/stream.m3u8")
                .And.Not.Contain("-progress")
        );
        Assert.That(arguments, Does.Contain("v:0,a:0,name:720p v:1,a:1,name:360p"));
    }

    [Test]
    public void The_4k_ladder_is_drawn_in_4k() =>
        Assert.That(
            EncoderArguments.For(Profiles.Shipped.Origin.Get("4k-abr"), "/out"),
            Does.Contain("smptebars=size=3840x2160:rate=30")
                .And.Contain(
                    "v:0,a:0,name:2160p v:1,a:1,name:1080p v:2,a:2,name:720p v:3,a:3,name:480p v:4,a:4,name:360p"
                )
        );

    [Test]
    public void A_folder_that_FFmpeg_would_read_as_a_template_is_refused() =>
        Assert.That(
            () => EncoderArguments.For(Profiles.Shipped.Origin.Get("default"), "/out/100%d"),
            Throws.TypeOf<CannotRun>().With.Message.Contains("'/out/100%d'")
        );
}
