using Xunit;

namespace Gis.Testing;

/// <summary>A test on real data; reported as skipped, with the reason, where the data folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Looks for the folder when the test is discovered.</summary>
    public SharedDataFactAttribute() => Skip = SharedData.SkipReason;
}

/// <summary>A theory on real data; reported as skipped, with the reason, where the data folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the folder when the test is discovered.</summary>
    public SharedDataTheoryAttribute() => Skip = SharedData.SkipReason;
}
