namespace Gis.Engine.Hazards;

/// <summary>Directions in words.</summary>
public static class Direction
{
    private static readonly string[] Words = ["北", "北東", "東", "南東", "南", "南西", "西", "北西"];

    /// <summary>The nearest of the eight directions.</summary>
    /// <param name="bearing">Degrees clockwise from north.</param>
    public static string Of(double bearing) => Words[(int)Math.Floor((((bearing % 360) + 360) % 360 + 22.5) / 45) % 8];
}
