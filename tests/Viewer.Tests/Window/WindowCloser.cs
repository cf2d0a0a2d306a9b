using System.Runtime.InteropServices;

namespace Gis.Viewer.Tests.Window;

/// <summary>Closes windows as a person does: with the message that a window manager sends when the cross is clicked (ICCCM WM_DELETE_WINDOW).</summary>
internal static class WindowCloser
{
    private const int ClientMessage = 33;

    /// <summary>Sends the message to every large window of a screen.</summary>
    /// <returns>How many windows got it.</returns>
    public static int CloseAll(string display)
    {
        var connection = NativeMethods.XOpenDisplay(display);
        if (connection == IntPtr.Zero)
        {
            throw new InvalidOperationException("no X server on " + display);
        }

        try
        {
            var root = NativeMethods.XDefaultRootWindow(connection);
            _ = NativeMethods.XQueryTree(connection, root, out _, out _, out var list, out var count);
            var closed = 0;
            for (var i = 0; i < count; i++)
            {
                var window = Marshal.ReadIntPtr(list, i * IntPtr.Size);
                _ = NativeMethods.XGetGeometry(connection, window, out _, out _, out _, out var width, out var height, out _, out _);
                if (width > 300 && height > 300)
                {
                    Close(connection, window);
                    closed++;
                }
            }

            _ = NativeMethods.XSync(connection, 0);
            return closed;
        }
        finally
        {
            _ = NativeMethods.XCloseDisplay(connection);
        }
    }

    private static void Close(IntPtr connection, IntPtr window)
    {
        var message = new ClientMessageEvent
        {
            Type = ClientMessage,
            Window = window,
            MessageType = NativeMethods.XInternAtom(connection, "WM_PROTOCOLS", 0),
            Format = 32,
            Protocol = NativeMethods.XInternAtom(connection, "WM_DELETE_WINDOW", 0),
        };
        _ = NativeMethods.XSendEvent(connection, window, 0, 0, ref message);
    }

    // XClientMessageEvent of Xlib.h, padded to the size of XEvent (24 longs).
    [StructLayout(LayoutKind.Sequential)]
    private struct ClientMessageEvent
    {
        public int Type;
        public IntPtr Serial;
        public int SendEvent;
        public IntPtr Display;
        public IntPtr Window;
        public IntPtr MessageType;
        public int Format;
        public IntPtr Protocol;
        public IntPtr Time;
        public IntPtr Third;
        public IntPtr Fourth;
        public IntPtr Fifth;
        public Padding Rest;
    }

    [StructLayout(LayoutKind.Sequential, Size = 96)]
    private struct Padding
    {
    }

    private static class NativeMethods
    {
        private const string Library = "libX11.so.6";

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr XOpenDisplay([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int XCloseDisplay(IntPtr display);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr XDefaultRootWindow(IntPtr display);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int XQueryTree(
            IntPtr display, IntPtr window, out IntPtr root, out IntPtr parent, out IntPtr children, out uint count);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int XGetGeometry(
            IntPtr display, IntPtr window, out IntPtr root, out int x, out int y, out uint width, out uint height, out uint border, out uint depth);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern IntPtr XInternAtom(IntPtr display, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int onlyIfExists);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int XSendEvent(IntPtr display, IntPtr window, int propagate, IntPtr mask, ref ClientMessageEvent message);

        [DllImport(Library)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int XSync(IntPtr display, int discard);
    }
}
