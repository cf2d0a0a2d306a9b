using System.Runtime.Versioning;

// As the launcher itself.
[assembly: SupportedOSPlatform("linux")]
