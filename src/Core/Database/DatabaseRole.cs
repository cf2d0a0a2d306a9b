namespace Gis.Core.Database;

/// <summary>The logins of the database. Each has a secret of its own (rule 3: the database keeps the secrets).</summary>
public enum DatabaseRole
{
    /// <summary>Owns every schema; used by migrations, importer and launcher, never by a web process.</summary>
    Owner,

    /// <summary>Reads what is published.</summary>
    Public,

    /// <summary>Reads what staff may see.</summary>
    Staff,
}

/// <summary>Names of the roles in PostgreSQL.</summary>
public static class DatabaseRoleNames
{
    /// <summary>The login name of a role in PostgreSQL.</summary>
    public static string LoginName(this DatabaseRole role) => role switch
    {
        DatabaseRole.Owner => "gis_owner",
        DatabaseRole.Public => "gis_public",
        DatabaseRole.Staff => "gis_staff",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
