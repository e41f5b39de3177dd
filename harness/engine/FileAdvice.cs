using System.ComponentModel;

namespace Verify.Engine;

/// <summary>What to do about a file that the system refuses, by the reason that it gives (errno).</summary>
public static class FileAdvice
{
    // As Linux numbers them.
    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NoAccess = 13;
    private const int NotAFolder = 20;
    private const int TooManyOpenInAll = 23;
    private const int TooManyOpen = 24;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int NameTooLong = 36;
    private const int TooManyLinks = 40;
    private const int OverQuota = 122;

    /// <summary>A sentence; empty where nothing can be said that its message does not.</summary>
    public static string Of(Exception refused) =>
        Reason(refused) switch
        {
            NoSpace => "Free some space there: df -h and df -i show what is used.",
            OverQuota =>
                "This user's quota is used up: delete files that are no longer needed, or have the quota raised.",
            NoAccess or NotPermitted =>
                "Run as a user who may write there, or give this one the right to: ls -ld shows whose it is.",
            ReadOnly =>
                "The file system is mounted read-only: use another one, or remount it with mount -o remount,rw.",
            TooManyOpen => "The process may not open more files: raise the limit with ulimit -n.",
            TooManyOpenInAll =>
                "The system may not open more files: raise the limit with sysctl fs.file-max.",
            NameTooLong => "The path is too long: choose a shorter one.",
            NotAFolder => "A part of the path is a file and not a folder: choose another one.",
            NoEntry => "A folder of the path does not exist: create it first.",
            TooManyLinks => "The path leads through links in a circle: choose another one.",
            _ => "",
        };

    /// <summary>The same to follow a message, and to be followed by what else can be done.</summary>
    public static string After(Exception refused) =>
        Of(refused) is { Length: > 0 } advice ? $" {advice}" : "";

    /// <summary>The same as the first of two things to do.</summary>
    /// <param name="otherwise">The second, as in "give another folder with --out DIR".</param>
    public static string Or(Exception refused, string otherwise) =>
        Of(refused) is { Length: > 0 } advice
            ? $"{advice} Or {otherwise}."
            : $"{char.ToUpperInvariant(otherwise[0])}{otherwise[1..]}.";

    // .NET keeps errno in three places; what it has a type of its own for, it gives a number of Windows'.
    private static int Reason(Exception refused) =>
        refused switch
        {
            Win32Exception raw => raw.NativeErrorCode,
            PathTooLongException => NameTooLong,
            FileNotFoundException or DirectoryNotFoundException => NoEntry,
            UnauthorizedAccessException => refused.InnerException is IOException { HResult: > 0 } io
                ? io.HResult
                : NoAccess,
            IOException => refused.HResult,
            _ => 0,
        };
}
