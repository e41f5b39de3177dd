namespace Verify.Engine.Interruptions;

/// <summary>Ways and cut points as they are called in logs and tables.</summary>
public static class DrillWords
{
    public static string Word(this InterruptionWay way) =>
        way switch
        {
            InterruptionWay.Claim => "a claim fails",
            InterruptionWay.Throw => "the step throws",
            InterruptionWay.Interrupt => "Ctrl-C",
            InterruptionWay.Terminate => "SIGTERM",
            _ => "kill -9",
        };

    public static string Word(this CutPoint at) =>
        at switch
        {
            CutPoint.Step => "mid-step",
            CutPoint.BeforeAct => "before the act",
            CutPoint.Intended => "between intent and act",
            CutPoint.Acted => "between act and done",
            CutPoint.UndoBegun => "undo begun",
            _ => "undo done, not noted",
        };
}
