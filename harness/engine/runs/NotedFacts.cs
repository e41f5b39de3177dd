using System.Collections.Concurrent;
using Verify.Engine.Record;

namespace Verify.Engine.Runs;

/// <summary>Facts of the world that a run has on record, each once, however many steps note it.</summary>
internal sealed class NotedFacts(RecordWriter record)
{
    private readonly ConcurrentDictionary<(string Name, string Value), bool> noted = [];

    public void Note(string name, string value)
    {
        if (noted.TryAdd((name, value), true))
            record.Write(new EnvironmentNoted(name, value));
    }
}
