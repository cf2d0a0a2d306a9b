using System.CommandLine;

namespace Gis.Launcher.Verbs;

/// <summary>The option every verb takes.</summary>
internal static class HomeOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--home") { Description = "データ・設定・記録を置くフォルダー（既定は .gis）", HelpName = "DIR" };
        option.Validators.Add(static result =>
        {
            var path = result.GetValueOrDefault<string?>();
            if (path is not null && string.IsNullOrWhiteSpace(path))
            {
                result.AddError("--home が空です。フォルダーの名前を指定してください");
            }
            else if (File.Exists(path))
            {
                result.AddError($"--home {path} はフォルダーではなくファイルです");
            }
        });
        return option;
    }
}
