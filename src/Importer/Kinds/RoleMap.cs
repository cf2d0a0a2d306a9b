using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Importer.Kinds;

/// <summary>Finds out which of a source's columns means what, by the names that a kind's preset lists for each role.</summary>
internal static class RoleMap
{
    /// <summary>Roles by index of the column. A column has one role; roles by which the kind is known go first.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="titles">What the columns are called where their names are codes of the format; null entries have no other title.</param>
    public static IReadOnlyDictionary<int, string> Assign(Kind kind, IReadOnlyList<string> columns, IReadOnlyList<string?> titles)
    {
        var roles = new Dictionary<int, string>();
        foreach (var names in new[] { columns.Select(Normalise).ToList(), titles.Select(t => Normalise(t ?? "")).ToList() })
        {
            foreach (var role in kind.Roles.Keys.OrderBy(r => kind.RecognisedBy.Contains(r) ? 0 : 1))
            {
                if (!roles.ContainsValue(role) && Find(kind.Roles[role], names, i => !roles.ContainsKey(i)) is { } index)
                    roles[index] = role;
            }
        }

        return roles;
    }

    /// <summary>Index of the first column that a kind's preset lists for a role, or null.</summary>
    public static int? Find(Kind kind, string role, IReadOnlyList<string> columns) =>
        kind.Roles.TryGetValue(role, out var names) ? Find(names, columns.Select(Normalise).ToList(), _ => true) : null;

    /// <summary>Whether the columns hold every role by which the kind is recognised.</summary>
    public static bool HasAll(Kind kind, IReadOnlyList<string> columns) =>
        kind.RecognisedBy.Count > 0 && kind.RecognisedBy.All(role => Find(kind, role, columns) is not null);

    /// <summary>Column names as they are compared: folded widths, no blanks or line breaks, lower case.</summary>
    public static string Normalise(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in Width.Fold(name))
        {
            if (!char.IsWhiteSpace(c))
                result.Append(char.ToLowerInvariant(c is '､' ? '、' : c));
        }

        return result.ToString();
    }

    private static int? Find(IReadOnlyList<string> names, List<string> columns, Func<int, bool> free)
    {
        foreach (var name in names)
        {
            var wanted = Normalise(name);
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i] == wanted && free(i))
                    return i;
            }
        }

        return null;
    }
}
