using System.Runtime.InteropServices;

namespace Verify.Tests.Ground;

/// <summary>Does something as a user without rights, whoever runs the tests.</summary>
internal static class OrdinaryUser
{
    private const uint Nobody = 65534;

    // setresuid(2) itself is a thread's own affair; the C library's function would change all threads.
    private static nint SetUser =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 117 : 147;

    public static void Do(Action act)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            act();
            return;
        }
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Assert.That((int)SystemCall(SetUser, Nobody, Nobody, Nobody), Is.Zero, "setresuid");
                act();
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        // It never gets its rights back, and ends with them.
        thread.Start();
        thread.Join();
        if (failure is not null)
            throw new AssertionException(failure.Message, failure);
    }

    [DllImport("libc", EntryPoint = "syscall")]
    private static extern nint SystemCall(nint number, nuint real, nuint effective, nuint saved);
}
