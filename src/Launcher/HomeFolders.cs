using Gis.Core.Database;

namespace Gis.Launcher;

/// <summary>Makes the folders of a home with the rights each needs.</summary>
internal static class HomeFolders
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes what is missing.</summary>
    /// <param name="home">The home.</param>
    /// <exception cref="LauncherException">The home belongs to somebody else.</exception>
    public static void Prepare(GisHome home)
    {
        try
        {
            // As root, the database's account must be able to pass through to its own folder; nobody can list the home.
            var passage = Environment.IsPrivilegedProcess ? Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Private;
            Directory.CreateDirectory(home.Root, passage);

            // Reports of imports quote rows, and rows hold names; logs and process ids are nobody else's business either.
            foreach (var folder in new[] { home.Secrets, home.Imports, home.Logs, home.Run, home.TileCache, home.SampleTown, home.Uploads, home.Exports })
            {
                Directory.CreateDirectory(folder, Private);
                File.SetUnixFileMode(folder, Private);
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw new LauncherException(
                $"{home.Root} に書き込めません。作った利用者で実行するか、--home で別のフォルダーを指定してください。");
        }
    }
}
