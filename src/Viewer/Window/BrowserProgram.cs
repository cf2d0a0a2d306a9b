namespace Gis.Viewer.Window;

/// <summary>Finds the browser that draws the window: Chromium or one built from it, because only they have app windows.</summary>
internal static class BrowserProgram
{
    private static readonly string[] Linux =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge"];

    private static readonly Environment.SpecialFolder[] WindowsFolders =
        [Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.LocalApplicationData];

    private static readonly string[] WindowsPrograms =
        [@"Microsoft\Edge\Application\msedge.exe", @"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe"];

    /// <summary>The program.</summary>
    /// <param name="named">What was asked for; null looks in the usual places.</param>
    /// <exception cref="ViewerException">There is none.</exception>
    public static string Find(string? named)
    {
        if (named is not null)
        {
            return File.Exists(named) ? named : throw new ViewerException($"ブラウザー {named} がありません。--browser を直してください。");
        }

        var places = OperatingSystem.IsWindows() ? Windows() : Linux;
        return places.FirstOrDefault(File.Exists)
            ?? throw new ViewerException("Chromium か Microsoft Edge が見つかりません。入れるか、--browser で場所を指定してください。");
    }

    private static IEnumerable<string> Windows() =>
        from folder in WindowsFolders
        from program in WindowsPrograms
        select Path.Combine(Environment.GetFolderPath(folder), program);
}
