using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>A test that mounts a small disk; reported as skipped, with the reason, only where nobody may mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly string? Reason = Find();

    /// <summary>Tries it once.</summary>
    public MountFactAttribute() => Skip = Reason;

    private static string? Find()
    {
        try
        {
            new SmallDisk(1).Dispose();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "No disk can be mounted here: " + e.Message;
        }
    }
}
