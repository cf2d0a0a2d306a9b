using Gis.Core.Database;
using Gis.Launcher.Processes;

namespace Gis.Launcher;

/// <summary>Where the parts of this installation lie: the repository and the programs built from it.</summary>
/// <param name="Root">The repository's folder.</param>
/// <param name="Configuration">The build configuration of the running launcher (<c>release</c>, <c>debug</c>).</param>
internal sealed record Installation(string Root, string Configuration)
{
    /// <summary>The installation the running launcher belongs to.</summary>
    /// <exception cref="LauncherException">The launcher was copied out of its repository.</exception>
    public static Installation Current()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        for (var parent = folder.Parent; parent is not null; parent = parent.Parent)
        {
            if (File.Exists(Path.Combine(parent.FullName, "Gis.sln")))
            {
                return new Installation(parent.FullName, folder.Name);
            }
        }

        throw new LauncherException("Gis.sln が見つかりません。リポジトリのフォルダーで ./gis を実行してください。");
    }

    /// <summary>The home that is used when none is named.</summary>
    public string DefaultHome => Path.Combine(Root, ".gis");

    /// <summary>The home of the test cluster.</summary>
    public string TestHome => Path.Combine(Root, ".gis-test");

    /// <summary>The folder of the web pages' sources.</summary>
    public string Web => Path.Combine(Root, "src", "Web");

    /// <summary>The built web pages.</summary>
    public string WebPages => Path.Combine(Web, "dist");

    /// <summary>The command that runs one of the platform's programs.</summary>
    /// <param name="project">The project's name, such as <c>Gis.Importer</c>.</param>
    /// <param name="assembly">The assembly's name, such as <c>gis-import</c>.</param>
    /// <param name="arguments">Arguments for it.</param>
    /// <exception cref="LauncherException">It was not built.</exception>
    public IReadOnlyList<string> Command(string project, string assembly, params IEnumerable<string> arguments)
    {
        var path = AssemblyPath(project, assembly);
        return File.Exists(path)
            ? ["dotnet", path, .. arguments]
            : throw new LauncherException($"プログラム {assembly} がまだ作られていません。./gis を使って起動してください。");
    }

    /// <summary>The built assembly of a project.</summary>
    /// <inheritdoc cref="Command" path="/param"/>
    public string AssemblyPath(string project, string assembly) =>
        Path.Combine(Root, "artifacts", "bin", project, Configuration, assembly + ".dll");

    /// <summary>A home named on the command line, as an absolute path without links.</summary>
    /// <param name="path">What was named; null for the default.</param>
    public GisHome Home(string? path) => new(RealPath.Of(path ?? DefaultHome));
}
