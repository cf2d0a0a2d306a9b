using System.Security.Cryptography;
using Gis.Core.Database;

namespace Gis.Launcher.Clusters;

/// <summary>The made passwords of a home: one file a role, readable by the home's owner alone.</summary>
/// <param name="home">The home.</param>
internal sealed class Secrets(GisHome home)
{
    /// <summary>The name of the private cluster's superuser; its secret is used by the launcher only.</summary>
    public const string Superuser = "postgres";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The superuser's password file.</summary>
    public string SuperuserFile => Path.Combine(home.Secrets, "superuser");

    /// <summary>The password of a role; made at the first call.</summary>
    public string Ensure(DatabaseRole role) => EnsureFile(home.SecretFile(role));

    /// <summary>The superuser's password; made at the first call.</summary>
    public string EnsureSuperuser() => EnsureFile(SuperuserFile);

    /// <summary>The superuser's password, or null when this home has no private cluster.</summary>
    public string? ReadSuperuser() => File.Exists(SuperuserFile) ? File.ReadAllText(SuperuserFile).Trim() : null;

    /// <summary>A password nobody guesses: 192 random bits, in characters that need no quoting anywhere.</summary>
    public static string Make() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    private string EnsureFile(string path)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        Directory.CreateDirectory(home.Secrets, OwnerOnly | UnixFileMode.UserExecute);
        var password = Make();

        // Created with its final rights: at no moment may another user read it. Renamed when whole: a crash leaves no half password.
        using (var stream = new FileStream(
            path + ".new", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(password);
        }

        File.Move(path + ".new", path);
        return password;
    }
}
