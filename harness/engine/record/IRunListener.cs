namespace Verify.Engine.Record;

/// <summary>Hears every event of a run in order; what it does with them cannot change a verdict.</summary>
public interface IRunListener
{
    void Hear(RunEvent happened);
}
