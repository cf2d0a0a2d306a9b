using System.Runtime.Versioning;

// The virtual screen and the way windows are closed are Linux's; the viewer itself runs on Windows too.
[assembly: SupportedOSPlatform("linux")]
