using System.Collections;
using System.Management.Automation;

namespace Verify.Scripts.Values;

/// <summary>Values without what PowerShell wraps around them.</summary>
internal static class Plain
{
    public static object? Of(object? value) =>
        value switch
        {
            PSObject { BaseObject: PSCustomObject } record => $"{record}",
            PSObject wrapped => Of(wrapped.BaseObject),
            string or IDictionary => value,
            IEnumerable several => several.Cast<object?>().Select(Of).ToArray(),
            _ => value,
        };
}
