#!/bin/sh
# One script for sh and for PowerShell. To PowerShell everything from "<#" to "#>" is a
# comment; sh sees an empty `command` there, and its exec never returns to read past "#>".
echo `# <#` >/dev/null
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 3
case $here in *[\;:%*?\"\\\$]* | *'
'*)
    printf '%s\n' "verify: the checkout lies in '$here'. The .NET build, nginx or FFmpeg reads one of : ; % * ? \" \\ \$ and a new line in a path as something else. Move the checkout to a folder without them." >&2
    exit 3
    ;;
esac
# With less .NET cannot start, or dies without a word: name in /proc/self/limits, least, unit, what to type.
limit() {
    has=$(sed -n "s/^Max $1  *\([0-9]*\) .*/\1/p" /proc/self/limits 2>/dev/null)
    [ "${has:-$2}" -ge "$2" ] && return
    echo "verify: this shell is limited to $has $3; Verify needs $2. Type '$4' (or start a new shell, if that is refused) and try again." >&2
    exit 3
}
limit "open files" 256 "open files" "ulimit -n 1024"
limit "address space" 1000000000 "bytes of address space" "ulimit -v unlimited"
limit "file size" 100000000 "bytes a file" "ulimit -f unlimited"
[ "$(id -u)" -eq 0 ] || limit processes 128 "processes" "ulimit -u 1024"
command -v dotnet >/dev/null 2>&1 || {
    echo "verify: the .NET 10 SDK is missing: 'dotnet' is not on the PATH. Install dotnet-sdk-10.0 and try again." >&2
    exit 3
}
# A user without a home of his own (a service account) still needs a place for the SDK's first-run files.
[ -w "${HOME:-/}" ] || export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$here/scenarios/obj/home}"
# No diagnostic sockets: a run that is killed would leave them in /tmp.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_EnableDiagnostics=0
# What is not collected yet would count as memory of a swarm's viewers: 4 MB (in hexadecimal) before the collector looks.
export DOTNET_GCgen0size="${DOTNET_GCgen0size:-400000}"
program="$here/scenarios/bin/Debug/net10.0/verify.dll"
stamp="$here/scenarios/obj/built"
# What the program is built from, by name, time and size: a file that is gone or older than it was is a change too.
sources() (
    cd "$here" && find Directory.*.props .editorconfig harness scenarios fixtures origin reports \
        \( -name bin -o -name obj -o -name out -o -name tests -o -name node_modules \) -prune -o -type f \
        \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.json' -o -name '*.sql' -o -name .editorconfig \) \
        -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort
)
fresh() {
    [ -f "$program" ] && [ -f "$stamp" ] && sources | cmp -s - "$stamp"
}
build() {
    fresh && return 0
    echo "verify: building (once after every change of the sources)..." >&2
    # Servers of the compiler would outlive us, and so would what the build leaves in /tmp.
    mkdir -p "$here/scenarios/obj/tmp"
    rm -f "$stamp.failed"
    # As they are before the build: what is changed while it goes on is built the next time.
    sources >"$stamp.new"
    log="$here/scenarios/obj/build.log"
    {
        TMPDIR="$here/scenarios/obj/tmp" dotnet build "$here/scenarios" --disable-build-servers \
            --verbosity minimal --tl:off 2>&1 || : >"$stamp.failed"
    } | tee "$log" | sed -n 's/^ *\([Vv]erify[.A-Za-z]*\) -> .*/verify: built \1/p' >&2
    if [ -e "$stamp.failed" ]; then
        rm -f "$stamp.failed" "$stamp.new"
        grep -v ' -> ' "$log" >&2
        echo "verify: the build failed; the messages above say where." >&2
        return 3
    fi
    rm -rf "$here/scenarios/obj/tmp"
    mv -f "$stamp.new" "$stamp"
}
if ! fresh; then
    # Two runs started together build once.
    mkdir -p "$here/scenarios/obj" && if command -v flock >/dev/null 2>&1; then
        { flock 9; build 9>&-; } 9>"$here/scenarios/obj/build.lock"
    else
        build
    fi || exit 3
fi
exec dotnet "$program" "$@"
#> | Out-Null
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$PSNativeCommandArgumentPassing = 'Standard'
# PowerShell takes arguments apart: 0,1 is an array, and -x:y two words, the first of which has a hidden mark.
# It keeps the first -- for itself; '--' in quotes comes through.
$words = [System.Collections.Generic.List[string]]::new()
$open = $false
foreach ($argument in $args) {
    $word = @($argument | ForEach-Object { [string]$_ }) -join ','
    if ($open) { $words[$words.Count - 1] += $word } else { $words.Add($word) }
    $open = $word.EndsWith(':') -and $argument.psobject.Properties['<CommandParameterName>']
}
# Started as `pwsh -File run.ps1 ...` it has them whole on its own command line.
$line = @([Environment]::GetCommandLineArgs())
$alone = $false
for ($i = 1; $i -lt $line.Count; $i++) {
    if ($line[$i] -and [IO.Path]::GetFullPath($line[$i], $PWD.ProviderPath) -eq $PSCommandPath) {
        [string[]]$whole = $line | Select-Object -Skip ($i + 1)
        if (($whole -join '').Replace(':', '') -ceq ($words -join '').Replace(':', '')) {
            ($words, $alone) = ($whole, ($line -notcontains '-NoExit'))
        }
        break
    }
}
# It would also take * and ~ in words for file names, but for those of one text in quotes: sh takes that apart again.
$quoted = foreach ($word in @($PSCommandPath) + $words) { "'" + $word.Replace("'", "'\''") + "'" }
$command = "exec /bin/sh $quoted"
# Where there is a sh, its half does the work. After Ctrl-C, `pwsh -File` would end with 0, whatever it was told.
$ended = $false
try {
    if ($IsLinux -or $IsMacOS) { & /bin/sh -c "$command" }
    else { dotnet run --project "$PSScriptRoot/scenarios" -- @words }
    $ended = $true
}
finally { if ($alone -and -not $ended) { [Environment]::Exit($LASTEXITCODE) } }
exit $LASTEXITCODE
