namespace Verify.Swarm.Loop;

/// <summary>Is told on the loop that its file can be read or written.</summary>
internal interface IReady
{
    void OnReady(uint events);
}
