namespace Gis.Viewer;

/// <summary>The window cannot be shown; the message is one Japanese sentence that says what to do.</summary>
/// <param name="message">Shown as it is.</param>
public sealed class ViewerException(string message) : Exception(message);
