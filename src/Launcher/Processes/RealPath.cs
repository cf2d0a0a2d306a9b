using System.Runtime.InteropServices;

namespace Gis.Launcher.Processes;

/// <summary>Paths without symbolic links, as the kernel names them (a process's working folder, a cluster's data directory).</summary>
internal static class RealPath
{
    /// <summary>The path with every link followed; a part that does not exist yet is kept as it is written.</summary>
    /// <param name="path">Absolute or relative.</param>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (Resolve(full) is { } real)
        {
            return real;
        }

        var parent = Path.GetDirectoryName(full);
        return parent is null ? full : Path.Combine(Of(parent), Path.GetFileName(full));
    }

    private static string? Resolve(string path)
    {
        var buffer = NativeMethods.RealPath(path, IntPtr.Zero);
        if (buffer == IntPtr.Zero)
        {
            return null;
        }

        try
        {
            return Marshal.PtrToStringUTF8(buffer);
        }
        finally
        {
            NativeMethods.Free(buffer);
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "realpath")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr RealPath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, IntPtr buffer);

        [DllImport("libc", EntryPoint = "free")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern void Free(IntPtr buffer);
    }
}
