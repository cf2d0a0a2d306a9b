namespace Gis.Core.Standards;

/// <summary>How well a layer fills its list, in sums that anyone may see; kept with the CSV file that they are about.</summary>
/// <param name="List">Edition and name of the list.</param>
/// <param name="Present">Whether the edition is the present one.</param>
/// <param name="Columns">Columns of the list.</param>
/// <param name="Filled">Columns that have a value in any row.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Lacking">Rows in which a column that must be filled is empty.</param>
/// <param name="Wrong">Rows with a value that is not as its column wants it.</param>
/// <param name="Faults">Such values and empty places in all.</param>
public sealed record ListQuality(string List, bool Present, int Columns, int Filled, long Rows, long Lacking, long Wrong, long Faults)
{
    /// <summary>Whether nothing was found.</summary>
    public bool Conforms => Faults == 0;
}
