namespace Verify.Tests.Origin;

/// <summary>Files of profiles, good and bad: the program and the schema are held against the same ones.</summary>
internal static class ProfileFileCases
{
    private const string Variant =
        """{"name": "x", "width": 640, "height": 360, "bitrate": "1m", "maxrate": "1m", "bufsize": "2m", "audioBitrate": "64k"}""";

    public static IEnumerable<string> Good =>
        [
            """{"$schema": "anything", "origin": {"a": {}}}""",
            """{"origin": {"a": {"extends": "logged", "description": "d", "purpose": "p"}}}""",
            """{"origin": {"a": {"extends": "b"}, "b": {"hls": {}}}}""",
            """{"swarm": {"a": {"extends": "gentle", "clients": 3}}}""",
            """{"origin": {"a": {}}, "swarm": {"a": {"extends": "burst"}}}""",
            """{"swarm": {"all-of-it_1": {"clients": 1, "rampRate": 1, "rampJitter": 0, "variant": "all", "reconnect": true, "reconnectDelayMax": 0, "segMaxRetry": 0, "timeout": 1}}}""",
            Origin("\"variants\": [" + Variant + "]"),
            Origin("\"hls\": {\"flags\": [\"temp_file\", \"omit_endlist\"]}"),
            Origin("\"networking\": {\"tap\": {\"device\": \"tap1\"}}"),
        ];

    /// <summary>What both refuse, and what the program says.</summary>
    public static IEnumerable<(string File, string Says)> Bad =>
        [
            ("[]", "f.json:1: a list is not allowed here"),
            ("null", "f.json:1: null is not allowed here"),
            ("{}", "f.json:1: there is no profile in it"),
            ("""{"$schema": "x"}""", "f.json:1: there is no profile in it"),
            ("""{"$schema": 1, "origin": {"a": {}}}""", "f.json:1: $schema: the number '1'"),
            (
                """{"orign": {"a": {}}}""",
                "f.json:1: unknown key 'orign'; allowed: $schema, origin, swarm. Did you mean 'origin'?"
            ),
            ("""{"origin": {}}""", "f.json:1: origin: a section without a profile"),
            ("{\"origin\":\n null}", "f.json:1: origin: null is not allowed here"),
            ("{\"origin\": {\n\"a\": 5}}", "f.json:2: a: the number '5' is not allowed here"),
            ("""{"origin": {"": {}}}""", "f.json:1: '' is no name"),
            ("""{"origin": {"a b": {}}}""", "f.json:1: 'a b' is no name"),
            ("""{"origin": {"../x": {}}}""", "f.json:1: '../x' is no name"),
            ("""{"origin": {"x.json": {}}}""", "f.json:1: 'x.json' is no name"),
            ("{\"origin\": {\n\n\"\\u001b[31m\": {}}}", "f.json:3: '\\x1B[31m' is no name"),
            ("{\"origin\": {\"a\\u202eb\": {}}}", "f.json:1: 'a\\x202Eb' is no name"),
            (Origin("\"a\\u2066.b\": 1"), "f.json:4: unknown key 'a\\x2066.b'"),
            (
                """{"origin": {"logged": {}}}""",
                "f.json:1: the name 'logged' is that of a shipped origin profile|\"extends\": \"logged\""
            ),
            ("""{"swarm": {"base": {}}}""", "f.json:1: the name 'base'"),
            (
                """{"swarm": {"a": {"clients": 3}}}""",
                "f.json:1: swarm profile 'a' has no value for rampRate, rampJitter|extend one that has them: burst, default"
            ),
            (Origin("\"extends\": \"\""), "f.json:4: extends: ''"),
            (Origin("\"extends\": [\"a\"]"), "f.json:4: extends: a list is not allowed here"),
            (Origin("\"description\": 5"), "f.json:4: description: the number '5'"),
            (Origin("\"description\": \"a\\nb\""), "f.json:4: description: 'a\\x0Ab'|one line"),
            (
                Origin("\"extens\": \"logged\""),
                "f.json:4: unknown key 'extens'|extends, description|Did you mean 'extends'?"
            ),
            (
                Origin("\"hls\": {\n\"listsize\": 4}"),
                "f.json:5: unknown key 'hls.listsize'|keys of hls:|Did you mean 'hls.listSize'?"
            ),
            (Origin("\"hls\": 5"), "f.json:4: 'hls' is a section|hls.listSize"),
            (Origin("\"hls\": []"), "f.json:4: 'hls' is a section"),
            (Origin("\"hls\": null"), "f.json:4: 'hls' is a section"),
            (
                Origin("\"hls.listSize\": 5"),
                """f.json:4: 'hls.listSize' is written as sections in a file: {"hls": {"listSize": ...}}."""
            ),
            (Origin("\"multibitrate\": {\"a\": 1}"), "f.json:4: multibitrate: a section"),
            (Origin("\"hls\": {\"flags\": []}"), "f.json:4: hls.flags: the list is empty"),
            (
                Origin("\"hls\": {\"flags\": [\"temp_file\", \"temp_file\"]}"),
                "f.json:4: hls.flags: 'temp_file' is named twice"
            ),
            (
                Origin("\"hls\": {\"flags\": [\"temp_file+omit_endlist\"]}"),
                "f.json:4: hls.flags: 'temp_file+omit_endlist' is not one of"
            ),
            (Origin("\"hls\": {\"flags\": [7]}"), "f.json:4: hls.flags: the number '7'"),
            (Origin("\"variants\": []"), "f.json:4: variants: a list of 0"),
            (Origin("\"variants\": {}"), "f.json:4: variants: a section is not allowed here"),
            (
                Origin("\"variants\": [\n5]"),
                "f.json:5: variants: the number '5' is not allowed in the list"
            ),
            (
                Origin("\"variants\": [{\"name\": \"x\",\n\"width\": 641}]"),
                "f.json:5: width: '641' is not divisible by 2"
            ),
            (
                Origin("\"variants\": [{\"nme\": \"x\"}]"),
                "f.json:4: unknown key 'nme' of a variant|Did you mean 'name'?"
            ),
            (
                Origin("\"variants\": [{\"name\": \"x\"}]"),
                "f.json:4: variants: item 1 has no width, no height"
            ),
            (
                Origin("\"variants\": [" + string.Join(',', Enumerable.Repeat(Variant, 11)) + "]"),
                "f.json:4: variants: a list of 11|1 to 10"
            ),
        ];

    /// <summary>What needs more than one value to be seen: the program refuses it, and a schema cannot.</summary>
    public static IEnumerable<(string File, string Says)> BeyondSchema =>
        [
            (
                "{\"origin\": {\n\"a\": {},\n\"a\": {}}}",
                "f.json:3: 'a' is given twice, first in line 2"
            ),
            (
                Origin("\"hls\": {\"listSize\": 4,\n\"listSize\": 5}"),
                "f.json:5: 'listSize' is given twice, first in line 4"
            ),
            (
                "{\"origin\": {\"a\": {\"extends\": \"b\"},\n\"b\": {\n\"extends\": \"c\"}, \"c\": {\"extends\": \"b\"}}}",
                "f.json:3: origin profiles extend each other in a circle: b -> c -> b."
            ),
            (Origin("\"extends\": \"own\""), "f.json:4:|in a circle: own -> own."),
            (
                Origin("\"extends\": \"loged\""),
                "f.json:4: origin profile 'own' extends the unknown profile 'loged'; allowed: 4k-abr,|Did you mean 'logged'?"
            ),
            (Origin("\"extends\": \"burst\""), "f.json:4:|the unknown profile 'burst'"),
            (
                Origin("\"hls\": {\"masterPlaylist\": \"stream.m3u8\"}"),
                "f.json:3: hls.playlistName and hls.masterPlaylist are both 'stream.m3u8'"
            ),
            (
                Origin("\"logging\": {\"files\": {\"all\": \"segments.log\"}}"),
                "f.json:3: logging.files.segments and logging.files.all are both 'segments.log'"
            ),
            (
                Origin("\"logging\": {\"directory\": \"/var/hls/logs\"}"),
                "f.json:3: logging.directory '/var/hls/logs' and server.hlsDir '/var/hls'"
            ),
            (
                Origin("\"extends\": \"tap\", \"networking\": {\"gateway\": \"10.177.0.10\"}"),
                "f.json:3: networking.staticIp and networking.gateway are both 10.177.0.10"
            ),
            (
                Origin("\"extends\": \"tap\", \"networking\": {\"tap\": {\"device\": \"eth0\"}}"),
                "f.json:3: networking.tap.device 'eth0'"
            ),
            (
                "{\"origin\": {"
                    + string.Join(',', Enumerable.Range(0, 201).Select(i => $"\"p{i}\": {{}}"))
                    + "}}",
                "f.json:1: there are 201 profiles in it; allowed: 200"
            ),
            (
                Origin(
                    "\"variants\": ["
                        + Variant
                        + ",\n"
                        + Variant.Replace("640", "320", StringComparison.Ordinal)
                        + "]"
                ),
                "f.json:5: variants: two are named 'x'"
            ),
            (
                "{\"origin\": {"
                    + string.Join(
                        ',',
                        Enumerable
                            .Range(0, 20)
                            .Select(i => $"\"p{i}\": {{\"extends\": \"p{i + 1}\"}}")
                    )
                    + ",\"p20\": {}}}",
                "f.json:1: origin profile 'p0' starts from more than 8 others"
            ),
        ];

    /// <summary>A profile on line 3, and what it holds from line 4.</summary>
    public static string Origin(string inside) =>
        $"{{\n\"origin\": {{\n\"own\": {{\n{inside}\n}}}}}}";
}
