namespace Verify.Reports.Plots.Drawing;

/// <summary>Where a panel's axes lie in the drawing.</summary>
internal readonly record struct Frame(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public int Columns => Math.Max(1, (int)Width);

    public double X(Panel panel, double value) => Left + (panel.X.At(value) * Width);

    public double Y(Panel panel, double value) => Bottom - (panel.Y.At(value) * Height);
}
