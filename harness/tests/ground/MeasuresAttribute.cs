namespace Verify.Tests.Ground;

/// <summary>
/// Tests in which a whole run measures: beside many others it has too little of the processors, and says that it cannot tell.
/// No more of them run at once than there are processors.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MeasuresAttribute() : CategoryAttribute("Measures");
