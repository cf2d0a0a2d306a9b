using Gis.SampleTown.Buildings;
using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Hazards;
using Gis.SampleTown.LandCover;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Places;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Streets;
using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Town;

/// <summary>The whole town in memory, made once and then written file by file.</summary>
internal sealed class BuiltTown
{
    public BuiltTown()
    {
        Land = new Landform();
        var divider = new LandDivider(Land);
        foreach (var face in new BaseFaces(Land).Make())
            divider.Divide(face);
        Survey = new Survey(divider.Pieces);
        Numbering.Apply(Survey);
        Buildings = new Builder(Survey).Build();
        Addresses = new AddressBook(Buildings);
        Places = PublicPlace.All(Survey, Buildings, Addresses);
        Boundary = Dissolve.Polygons(Survey.Parcels, Survey);
        Roads = new RoadNetwork(divider.Lanes, new MultiPolygon([.. Boundary]));
        Hazards = new HazardMaps(Land, HouseDensity());
    }

    public Landform Land { get; }
    public Survey Survey { get; }
    public List<Building> Buildings { get; }
    public AddressBook Addresses { get; }
    public List<PublicPlace> Places { get; }

    /// <summary>The municipal area, exactly the outline of all parcels.</summary>
    public List<Polygon> Boundary { get; }

    public RoadNetwork Roads { get; }
    public HazardMaps Hazards { get; }

    /// <summary>About 1 where houses stand close together, 0 where there are none.</summary>
    private GridField HouseDensity()
    {
        var field = new GridField(20);
        foreach (var building in Buildings)
        {
            var plan = Bend.Undo(building.Shape.Coordinate.X, building.Shape.Coordinate.Y);
            var column = (int)Math.Round((plan.X - GridField.West) / field.Cell);
            var row = (int)Math.Round((plan.Y - GridField.South) / field.Cell);
            if (column >= 0 && row >= 0 && column < field.Columns && row < field.Rows)
                field[column, row] += 1;
        }
        return field.Blurred(20);
    }
}
