using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>Lists of texts as GDAL takes them.</summary>
internal static unsafe class GdalStrings
{
    /// <summary>Calls back with a null-terminated array of C strings.</summary>
    public static void With(string[] texts, Action<IntPtr> use)
    {
        var pointers = new IntPtr[texts.Length + 1];
        try
        {
            for (var i = 0; i < texts.Length; i++)
                pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
            fixed (IntPtr* array = pointers)
                use((IntPtr)array);
        }
        finally
        {
            foreach (var pointer in pointers)
                Marshal.FreeCoTaskMem(pointer);
        }
    }
}
