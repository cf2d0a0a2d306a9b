using Gis.SampleTown.Cadastre;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Buildings;

/// <summary>A house or hall on its lot, as built.</summary>
internal sealed record Building(int Number, Polygon Shape, Parcel Lot, string Use, string Structure, int Floors, int Year, string? Name);
