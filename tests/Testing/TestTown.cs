namespace Gis.Testing;

/// <summary>The running sample town that <c>./gis test</c> brings up for tests of whole programs: both servers on ports of their own.</summary>
public static class TestTown
{
    /// <summary>The public server.</summary>
    public static Uri PublicUrl => new(Require("GIS_E2E_PUBLIC_URL"));

    /// <summary>The staff server.</summary>
    public static Uri StaffUrl => new(Require("GIS_E2E_STAFF_URL"));

    /// <summary>An account of the staff server.</summary>
    public static string StaffName => Require("GIS_E2E_STAFF_NAME");

    /// <summary>The account's password.</summary>
    public static string StaffPassword => Require("GIS_E2E_STAFF_PASSWORD");

    /// <summary>The home the town runs from: logs, tile cache, generated files.</summary>
    public static string Home => Require("GIS_E2E_HOME");

    /// <summary>The built web pages.</summary>
    public static string Pages => Require("GIS_TEST_WEB");

    /// <summary>A folder for what a test leaves to look at, such as screenshots.</summary>
    public static string Results => Require("GIS_TEST_RESULTS");

    private static string Require(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"{variable} is not set: this test needs the running sample town. Start it with ./gis test (one project: ./gis test --only NAME).");
}
