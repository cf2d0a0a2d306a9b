using System.Text;

namespace Gis.Importer.Loading;

/// <summary>Templates over roles, as presets write them: <c>{oaza}{chome}{parcel-number}</c>.</summary>
internal static class RoleTemplate
{
    /// <summary>Replaces each <c>{role}</c>.</summary>
    public static string Replace(string template, Func<string, string?> value)
    {
        var result = new StringBuilder();
        for (var i = 0; i < template.Length;)
        {
            var end = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (end < 0)
            {
                result.Append(template[i++]);
                continue;
            }

            result.Append(value(template[(i + 1)..end]));
            i = end + 1;
        }

        return result.ToString();
    }

    /// <summary>The roles of a template, in order.</summary>
    public static IReadOnlyList<string> Roles(string template)
    {
        var roles = new List<string>();
        Replace(template, role =>
        {
            roles.Add(role);
            return null;
        });
        return roles;
    }
}
