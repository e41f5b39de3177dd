using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verify.Engine;

/// <summary>Writes an enumeration's value as its words in kebab case.</summary>
public sealed class KebabCaseWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
