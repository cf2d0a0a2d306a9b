using System.Globalization;

namespace Gis.Launcher.Clusters;

/// <summary>Where one major version of PostgreSQL with PostGIS is installed.</summary>
/// <param name="Major">The major version, such as 15.</param>
/// <param name="Folder">The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
internal sealed record PostgresBinaries(int Major, string Folder)
{
    /// <summary>The line that installs them on Debian.</summary>
    public const string InstallLine = "apt-get install -y --no-install-recommends postgresql-15 postgresql-15-postgis-3";

    /// <summary>The full path of one of the programs.</summary>
    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>The newest version that has PostGIS, or the very version a cluster was made with.</summary>
    /// <param name="major">The cluster's major version; null for a new cluster.</param>
    /// <exception cref="LauncherException">There is none.</exception>
    public static PostgresBinaries Find(int? major = null) =>
        Installed().Where(found => major is null || found.Major == major).MaxBy(static found => found.Major)
        ?? throw new LauncherException(
            major is null
                ? $"PostGIS を備えた PostgreSQL が見つかりません。次を実行してください: {InstallLine}"
                : $"このデータベースは PostgreSQL {major} で作られましたが、その版が入っていません。postgresql-{major} と postgresql-{major}-postgis-3 を入れてください。");

    /// <summary>Every installed version with PostGIS, in Debian's folders (they are not on the PATH).</summary>
    public static IEnumerable<PostgresBinaries> Installed()
    {
        const string versions = "/usr/lib/postgresql";
        if (!Directory.Exists(versions))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(versions))
        {
            var name = Path.GetFileName(folder);
            var bin = Path.Combine(folder, "bin");
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                && File.Exists(Path.Combine(bin, "postgres"))
                && File.Exists($"/usr/share/postgresql/{name}/extension/postgis.control"))
            {
                yield return new PostgresBinaries(major, bin);
            }
        }
    }
}
