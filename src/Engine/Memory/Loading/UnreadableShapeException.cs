namespace Gis.Engine.Memory.Loading;

/// <summary>A geometry that cannot be held in memory; its layer is served from the database.</summary>
public sealed class UnreadableShapeException : Exception
{
    /// <summary>Without words.</summary>
    public UnreadableShapeException()
    {
    }

    /// <summary>Says why.</summary>
    public UnreadableShapeException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what led to it.</summary>
    public UnreadableShapeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
