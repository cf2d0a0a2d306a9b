using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>Collects GDAL's warnings and errors per thread instead of letting it print them.</summary>
internal static unsafe class GdalMessages
{
    private const int Kept = 20;
    private const int Warning = 2;
    private const int Failure = 3;

    [ThreadStatic]
    private static List<(int Class, string Text)>? pending;

    /// <summary>Puts the collector in place of the handler that writes to stderr.</summary>
    public static void Install() => NativeGdal.CPLSetErrorHandler(&Handle);

    /// <summary>Takes what this thread has collected: warnings, and the last failure if there was one.</summary>
    public static (IReadOnlyList<string> Warnings, string? Failure) Take()
    {
        if (pending is not { Count: > 0 } list)
            return ([], null);
        var warnings = list.Where(m => m.Class == Warning).Select(m => m.Text).Distinct().ToList();
        var failure = list.LastOrDefault(m => m.Class >= Failure).Text;
        list.Clear();
        return (warnings, failure);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Handle(int errorClass, int number, byte* text)
    {
        if (errorClass < Warning)
            return;
        pending ??= [];
        if (pending.Count < Kept)
            pending.Add((errorClass, Marshal.PtrToStringUTF8((IntPtr)text) ?? ""));
    }
}
