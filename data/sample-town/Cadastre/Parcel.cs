using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Cadastre;

/// <summary>One 筆. Rings are corner numbers: the first turns left, holes turn right, none repeats its first corner.</summary>
internal sealed class Parcel(int id, LandPiece plan, List<int[]> rings)
{
    public int Id { get; } = id;

    /// <summary>Another parcel of the same plan with other rings.</summary>
    public Parcel With(List<int[]> others) => new(Id, plan, others);

    public LandUse Use { get; set; } = plan.Use;

    public Oaza Oaza { get; } = plan.Oaza;

    public int Block { get; } = plan.Block;

    public Site? Site { get; } = plan.Site;

    /// <summary>Name of the road or river.</summary>
    public string? Name { get; } = plan.Name;

    public List<int[]> Rings { get; set; } = rings;

    /// <summary>The shape as built, town metres in whole millimetres.</summary>
    public Polygon Shape { get; set; } = Polygon.Empty;

    /// <summary>地番 such as 「123-4」, or 「道-5」 and 「水-2」 for roads and water that were never numbered.</summary>
    public string Number { get; set; } = "";

    /// <summary>小字, empty in town.</summary>
    public string Aza { get; set; } = "";

    public int AzaCode { get; set; }

    public bool IsRoad => Use is LandUse.Lane or LandUse.MainRoad;

    /// <summary>長狭物 have no entry in the register.</summary>
    public bool IsRegistered => Number.Length > 0 && char.IsAsciiDigit(Number[0]);

    /// <summary>In square metres.</summary>
    public double Area => Shape.Area;
}
