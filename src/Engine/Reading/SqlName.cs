using Gis.Core.Catalogue;

namespace Gis.Engine.Reading;

/// <summary>
/// Names in SQL. They come from the catalogue only, never from a request, and are always quoted: a field may be called anything
/// its source called it.
/// </summary>
public static class SqlName
{
    /// <summary>A quoted identifier.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds a NUL, which PostgreSQL has no way to write.</exception>
    public static string Quote(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A name in SQL cannot hold NUL.", nameof(name));
        return "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A field as a column of the table alias <c>t</c>.</summary>
    public static string Column(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return "t." + Quote(field.Name);
    }

    /// <summary>The view through which a rights class reads a layer; it has the fields and rows of that class and no others.</summary>
    /// <param name="audience">Whose views are read when the layer does not say it.</param>
    /// <param name="layer">The layer, as the class read it from the catalogue.</param>
    public static string View(Audience audience, Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return $"{Quote(layer.ViewSchema ?? ViewSchema(audience))}.{Quote(layer.Id.Value)}";
    }

    /// <summary>The schema with the views of the rights class that every town has for an audience.</summary>
    public static string ViewSchema(Audience audience) => audience == Audience.Staff ? "for_staff" : "for_public";
}
