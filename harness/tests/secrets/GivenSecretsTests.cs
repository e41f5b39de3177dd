using System.Collections;
using Verify.Engine.Secrets;

namespace Verify.Tests.Secrets;

/// <summary>What of a command line is taken for a secret, and what is not.</summary>
public sealed class GivenSecretsTests
{
    [TestCase("http://user:pa55word@host/x", "pa55word", "dXNlcjpwYTU1d29yZA==")]
    [TestCase("http://ghp_token@host/x", "ghp_token", "Z2hwX3Rva2VuOg==")]
    [TestCase("http://ghp_token:@host/x", "ghp_token")]
    [TestCase("http://user:p@ss@host/x", "p@ss")]
    [TestCase("http://user:pa/ss@host/x", "pa/ss")]
    [TestCase("https://h/x.m3u8?a=1&token=abcd&b=2", "abcd")]
    [TestCase("https://h/x?cdn_token=abcd", "abcd")]
    [TestCase("https://h/x?accessToken=abcd", "abcd")]
    [TestCase("https://h/x?X-Amz-Signature=abcd&X-Amz-Credential=efgh", "abcd", "efgh")]
    [TestCase("https://h/x?X-Amz-Security-Token=abcd", "abcd")]
    [TestCase("https://h/x?Key-Pair-Id=abcd&Policy=efgh&Signature=ijkl", "abcd", "efgh", "ijkl")]
    [TestCase("https://h/x?hdnts=exp=1~acl=/*~hmac=abcd", "exp=1~acl=/*~hmac=abcd")]
    [TestCase("https://h/x?md5=abcd&expires=2147483647", "abcd")]
    [TestCase("https://h/x?APIKEY=abcd", "abcd")]
    [TestCase("curl -H 'Authorization: Bearer abcd' http://h/", "abcd")]
    [TestCase("curl -H 'Authorization: Basic dXNlcjpwYTU1d29yZA==' http://h/", "pa55word")]
    [TestCase("curl --header \"X-Api-Key: abcd\" http://h/", "abcd")]
    [TestCase("curl -b x -H 'Cookie: sid=abcd; lang=en'", "abcd")]
    [TestCase("curl -u user:abcd http://h/", "abcd", "dXNlcjphYmNk")]
    [TestCase("curl -uuser:abcd http://h/", "abcd")]
    [TestCase("curl -d 'a=b&password=abcd' http://h/", "abcd")]
    [TestCase("""curl -d '{"client_secret": "abcd"}' http://h/""", "abcd")]
    [TestCase("reloader --password abcd", "abcd")]
    [TestCase("reloader --password=abcd", "abcd")]
    [TestCase("env ADMIN_PASSWORD=abcd reloader", "abcd")]
    [TestCase(
        "sh -c 'TOKEN=abcd; curl -H \"Authorization: Bearer efgh\" http://h/'",
        "abcd",
        "efgh"
    )]
    [TestCase("auth.token=a b c", "a b c")]
    public void It_is_found(string argument, params string[] secrets) =>
        Assert.That(GivenSecrets.Of([argument], null), Is.SupersetOf(secrets));

    [TestCase("http://127.0.0.1:8080/live/master.m3u8?quality=high")]
    [TestCase("http://host:8080/a@b")]
    [TestCase("http://[::1]:8080/a@b")]
    [TestCase("curl -f --max-time 5 http://h/reload")]
    [TestCase("nginx -p /etc/nginx -s reload")]
    [TestCase("curl --cacert ca.pem --key /etc/hostname http://h/")]
    [TestCase("reloader --token-file token.txt --session-timeout 30")]
    [TestCase("hls.listSize=12")]
    [TestCase("encoder.keyInterval=50")]
    [TestCase("segment.p99<500ms")]
    [TestCase("https://h/x?auth=true")]
    public void What_is_none_is_left_alone(string argument) =>
        Assert.That(GivenSecrets.Of([argument], null), Is.Empty);

    [TestCase("AWS_SECRET_ACCESS_KEY", "abcdefgh", true)]
    [TestCase("GITHUB_TOKEN", "abcdefgh", true)]
    [TestCase("PGPASSWORD", "abcdefgh", true)]
    [TestCase("TOKEN", "abcd", false)]
    [TestCase("XDG_SESSION_TYPE", "wayland-session", false)]
    [TestCase("AWS_ACCESS_KEY_ID", "abcdefgh", false)]
    [TestCase("TOKEN_FILE", "/run/token.txt", false)]
    public void Of_the_environment_names_tell_it(string name, string value, bool isSecret) =>
        Assert.That(
            GivenSecrets.InEnvironment(new Hashtable { [name] = value }),
            isSecret ? Is.EqualTo([value]) : Is.Empty
        );

    [Test]
    public void Two_arguments_may_be_an_option_and_its_value() =>
        Assert.That(GivenSecrets.Of(["--token", "abcd"], null), Does.Contain("abcd"));

    [Test]
    public void Others_are_told_one_a_line() =>
        Assert.That(
            GivenSecrets.Of([], "first, with a comma\n\n second \r\nnone\n"),
            Is.EqualTo(new[] { "first, with a comma", "second", "none" })
        );
}
